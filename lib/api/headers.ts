import * as z from "zod";

/** Header parameters, as OpenAPI tells them. They are parsed by hand: their rules are not those of fields. */
const requestId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/)
  .optional()
  .meta({ description: "Your own id of this request. It is echoed, logged, and kept in the audit." });
const idempotencyKey = z
  .string()
  .regex(/^[\x20-\x7e]{1,255}$/)
  .optional()
  .meta({ description: "Makes it safe to send the request again: it takes effect once within 24 hours." });
const ifMatch = z
  .string()
  .optional()
  .meta({ description: "The ETag of the version that the change was decided on, or `*`." });

export function requestHeaders({ write, ifMatch: bound }: { write: boolean; ifMatch: boolean }) {
  return z.object({
    "X-Request-Id": requestId,
    ...(write ? { "Idempotency-Key": idempotencyKey } : {}),
    ...(bound ? { "If-Match": ifMatch } : {}),
  });
}

const count = z.string().regex(/^\d+$/);

/** Of every answer. */
const always = {
  "X-Request-Id": z.string().meta({ description: "What to quote when asking for help." }),
  "Cache-Control": z.literal("no-store"),
  "X-Content-Type-Options": z.literal("nosniff"),
};

/** Of every answer to a valid credential. */
const limited = {
  "X-RateLimit-Limit": count.meta({ description: "Requests per minute for this credential." }),
  "X-RateLimit-Remaining": count.meta({ description: "How many of them are left in this minute." }),
  "X-RateLimit-Reset": count.meta({
    description: "When the next minute begins, in seconds since the epoch.",
  }),
};

const etag = z.string().meta({ description: "The version of the object, for `If-Match`." });
const replayed = z
  .literal("true")
  .optional()
  .meta({ description: "This is the answer to an earlier request with this idempotency key." });
const retryAfter = count.meta({ description: "How many seconds to wait." });

/** The headers that an answer may have. Those of a valid credential are missing where none was asked for or found. */
export function answerHeaders(
  status: number,
  route: { credential: boolean; write: boolean; etag: boolean },
): z.ZodObject {
  const known = route.credential && ![401, 413, 415].includes(status);
  // Strangers who guess at sign-ins are limited without having a limit of their own to tell.
  const limits = status === 429 || status >= 500 ? z.object(limited).partial().shape : limited;
  return z.object({
    ...always,
    ...(known ? limits : {}),
    ...(route.etag ? { ETag: etag } : {}),
    ...(route.write && known && ![403, 429, 500].includes(status)
      ? { "Idempotency-Replayed": replayed }
      : {}),
    ...(status === 429 ? { "Retry-After": retryAfter } : {}),
    ...(status === 401 ? { "WWW-Authenticate": z.literal("Bearer") } : {}),
  });
}
