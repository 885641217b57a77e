import type { FunctionFailure } from "../types";

/** How a failure reads for whoever asked from outside. Functions that catch it, and jobs, see the bare message. */
export function messageForClients({ message, requestId }: FunctionFailure): string {
  return `[Request ID: ${(requestId ?? "").slice(0, 16)}] Server Error\n${message}`;
}
