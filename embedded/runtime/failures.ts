import type { FunctionFailure } from "../types";

/**
 * The `convex` package prints a whole object when a function passes on something in it that is no Convex value. What
 * the object holds may be secret; the type and the path are enough.
 */
export function withoutValues(message: string): string {
  return message
    .replace(/^(Uncaught \w+:)( [A-Z]\w*)?[^\n]*( is not a supported Convex type)/, "$1$2$3")
    .replace(/ in original object [^\n]*(?=\)\. To learn)/, "");
}

/** How a failure reads for whoever asked from outside. Functions that catch it, and jobs, see the bare message. */
export function messageForClients({ message, requestId }: FunctionFailure): string {
  return `[Request ID: ${(requestId ?? "").slice(0, 16)}] Server Error\n${message}`;
}
