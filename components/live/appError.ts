import { type AppErrorData, isAppError } from "@/lib/errors";

/** What a Convex function said when it refused; nothing for an error that is a bug or a broken connection. */
export function readAppError(error: unknown): AppErrorData | undefined {
  return isAppError(error) ? error.data : undefined;
}

export function isUnauthorized(error: unknown): boolean {
  return readAppError(error)?.code === "UNAUTHORIZED";
}
