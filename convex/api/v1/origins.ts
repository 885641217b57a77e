import { internal } from "../../_generated/api";
import { type ActionCtx, env } from "../../_generated/server";

const EXPOSED_HEADERS = [
  "X-Request-Id",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
  "ETag",
  "Idempotency-Replayed",
  "Retry-After",
];
const REQUEST_HEADERS = ["Content-Type", "Authorization", "Idempotency-Key", "If-Match", "X-Request-Id"];
const PREFLIGHT_AGE_SECONDS = 86_400;

/**
 * The page that a request came from. `trusted` ones were named by the operator and may read every answer; others may read
 * the answers of organizations that named them, and what is answered before anybody is known to ask.
 */
export interface PageOrigin {
  origin: string;
  trusted: boolean;
}

export function pageOriginOf(request: Request): PageOrigin | null {
  const origin = request.headers.get("Origin");
  return origin === null ? null : { origin, trusted: trustedOrigins().includes(origin) };
}

/** Lets the page read the answer, if it may. `allowed` is what the caller's organization says, if one is known. */
export async function allowReading(
  ctx: ActionCtx,
  headers: Headers,
  page: PageOrigin | null,
  allowed: boolean | undefined,
): Promise<void> {
  headers.append("Vary", "Origin");
  if (page === null) {
    return;
  }
  const { origin, trusted } = page;
  if (trusted || (allowed ?? (await ctx.runQuery(internal.gateway.originKnown, { origin })))) {
    headers.set("Access-Control-Allow-Origin", origin);
    headers.set("Access-Control-Expose-Headers", EXPOSED_HEADERS.join(", "));
  }
}

/** What a browser asks before a request from another origin. Without leave it gets no leave, and no error either. */
export function renderPreflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "Access-Control-Allow-Methods": "GET, POST, PATCH, DELETE, OPTIONS",
      "Access-Control-Allow-Headers": REQUEST_HEADERS.join(", "),
      "Access-Control-Max-Age": String(PREFLIGHT_AGE_SECONDS),
    },
  });
}

/** Never `*`: only origins that the operator named. */
function trustedOrigins(): string[] {
  const origins = (env.ALLOWED_ORIGINS ?? "").split(",").map((origin) => origin.trim());
  return origins.filter((origin) => origin !== "" && origin !== "*");
}
