import { ConvexError } from "convex/values";

/** Every code that Guildhall answers with. Codes are stable for ever, texts may change. */
export const errorCatalogue = {
  INVALID_REQUEST: { status: 400, text: "The request is not valid." },
  UNAUTHORIZED: { status: 401, text: "A valid credential is required." },
  FORBIDDEN: { status: 403, text: "This credential may not do that." },
  NOT_FOUND: { status: 404, text: "There is no such object." },
  METHOD_NOT_ALLOWED: { status: 405, text: "This route does not answer that method." },
  CONFLICT: { status: 409, text: "That conflicts with an existing object." },
  INVALID_STATE: { status: 409, text: "The object's status does not allow that." },
  IDEMPOTENCY_CONFLICT: { status: 409, text: "This idempotency key was used for another request." },
  VERSION_CONFLICT: { status: 412, text: "The object was changed in the meantime. Load it again." },
  PAYLOAD_TOO_LARGE: { status: 413, text: "The body is larger than 512 KiB." },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, text: "The body must be JSON (Content-Type: application/json)." },
  RATE_LIMITED: { status: 429, text: "Too many requests. Try again later." },
  INTERNAL_ERROR: { status: 500, text: "Something went wrong on our side." },
  PROVIDER_NOT_CONFIGURED: { status: 503, text: "This feature is not configured." },
  SERVICE_UNAVAILABLE: { status: 503, text: "The service is not available. Try again later." },
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

export type ErrorDetail = { path: string; message: string };

/** What a thrown error carries, and what every door renders. `error` is the text for a person. */
export type AppErrorData = {
  code: ErrorCode;
  error: string;
  details: ErrorDetail[];
  /** Seconds, only with RATE_LIMITED; then `message` repeats `error`. */
  retryAfter?: number;
  message?: string;
};

export type AppErrorOptions = { error?: string; details?: ErrorDetail[]; retryAfter?: number };

export function errorData(code: ErrorCode, options: AppErrorOptions = {}): AppErrorData {
  const data: AppErrorData = {
    code,
    error: options.error ?? errorCatalogue[code].text,
    details: options.details ?? [],
  };
  const { retryAfter } = options;
  return retryAfter === undefined ? data : { ...data, retryAfter, message: data.error };
}

export function appError(code: ErrorCode, options: AppErrorOptions = {}): ConvexError<AppErrorData> {
  return new ConvexError(errorData(code, options));
}

/** Looks at the data, not at the class: a subclass does not survive a function call. */
export function isAppError(error: unknown): error is ConvexError<AppErrorData> {
  return error instanceof ConvexError && isAppErrorData(error.data);
}

export function isAppErrorData(data: unknown): data is AppErrorData {
  return (
    typeof data === "object" &&
    data !== null &&
    "code" in data &&
    typeof data.code === "string" &&
    data.code in errorCatalogue &&
    "error" in data &&
    "details" in data
  );
}
