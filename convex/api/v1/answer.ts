import { type AppErrorData, isAppErrorData } from "../../../lib/errors";
import type { RateLimit } from "../../../lib/rateLimits";
import type { GatewayAnswer } from "../../lib/gateway";

/** The caller's own id if it is fit to be one, so that they can find their request in our words. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("X-Request-Id");
  return given !== null && /^[A-Za-z0-9._-]{1,64}$/.test(given) ? given : crypto.randomUUID();
}

export function renderAnswer(answer: GatewayAnswer, requestId: string): Response {
  const { status, body } = answer;
  const shown = isAppErrorData(body) ? errorBody(body, requestId) : body;
  return new Response(JSON.stringify(shown), { status, headers: headersOf(answer) });
}

function headersOf({ status, body, version, rateLimit, replayed }: GatewayAnswer): Record<string, string> {
  const retryAfter = isAppErrorData(body) ? body.retryAfter : undefined;
  return {
    "Content-Type": "application/json; charset=utf-8",
    ...(version === undefined ? {} : { ETag: `"${version}"` }),
    ...(rateLimit === undefined ? {} : rateLimitHeaders(rateLimit)),
    ...(replayed ? { "Idempotency-Replayed": "true" } : {}),
    ...(retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) }),
    ...(status === 401 ? { "WWW-Authenticate": "Bearer" } : {}),
  };
}

function rateLimitHeaders({ limit, remaining, resetAt }: RateLimit): Record<string, string> {
  return {
    "X-RateLimit-Limit": String(limit),
    "X-RateLimit-Remaining": String(remaining),
    "X-RateLimit-Reset": String(resetAt / 1000),
  };
}

/** In the order in which people read it: Convex sorts the fields of what passes through a function. */
function errorBody({ error, code, details, ...rest }: AppErrorData, requestId: string) {
  return { error, code, details, ...rest, requestId };
}

/** The headers of every answer, whatever it is. */
export function finish({ headers }: Response, requestId: string): void {
  headers.set("X-Request-Id", requestId);
  headers.set("Cache-Control", "no-store");
  headers.set("X-Content-Type-Options", "nosniff");
}
