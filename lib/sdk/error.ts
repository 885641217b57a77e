import type { components } from "./schema.generated";

type ErrorBody = components["schemas"]["Error"];

/** What the API answers with, and what this client says when there is no such answer. */
export type GuildhallErrorCode = ErrorBody["code"] | "UNREACHABLE" | "UNEXPECTED_ANSWER";

/** A request that was refused, or that got no answer after all attempts. Tell kinds apart by `code`. */
export class GuildhallError extends Error {
  override readonly name = "GuildhallError";
  readonly code: GuildhallErrorCode;
  /** Of the answer; 0 when there was none. */
  readonly status: number;
  /** What is wrong with which field or parameter. */
  readonly details: ErrorBody["details"];
  /** What to quote when asking for help. Null when no answer came from Guildhall. */
  readonly requestId: string | null;
  /** Seconds after which another attempt makes sense. */
  readonly retryAfter: number | null;

  constructor(message: string, facts: GuildhallErrorFacts) {
    super(message, { cause: facts.cause });
    this.code = facts.code;
    this.status = facts.status;
    this.details = facts.details ?? [];
    this.requestId = facts.requestId ?? null;
    this.retryAfter = facts.retryAfter ?? null;
  }
}

interface GuildhallErrorFacts {
  readonly code: GuildhallErrorCode;
  readonly status: number;
  readonly details?: ErrorBody["details"] | undefined;
  readonly requestId?: string | null | undefined;
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** Looks at the name, because two copies of this module make two classes. */
export function isGuildhallError(error: unknown): error is GuildhallError {
  return error instanceof Error && error.name === "GuildhallError" && "code" in error;
}

/** The error of an answer that is no success. */
export function errorOf(body: unknown, response: Response): GuildhallError {
  return isErrorBody(body)
    ? new GuildhallError(body.error, { ...body, status: response.status })
    : unexpectedAnswer(response);
}

/** For answers of others, such as a proxy. Their words are not repeated: they may be a whole page. */
export function unexpectedAnswer({ status, headers }: Response): GuildhallError {
  const requestId = headers.get("X-Request-Id");
  const code = "UNEXPECTED_ANSWER";
  return new GuildhallError(`The answer (${status}) is not one of Guildhall.`, { code, status, requestId });
}

function isErrorBody(body: unknown): body is ErrorBody {
  return (
    typeof body === "object" && body !== null && "code" in body && "error" in body && "requestId" in body
  );
}
