import type { MutationCtx } from "../_generated/server";
import type { AppErrorOptions } from "../../lib/errors";
import { type RateLimit, retryAfterSeconds, takeFrom } from "../../lib/rateLimits";
import { MINUTE } from "../../lib/time";

/**
 * Takes a token of a fixed window, inside the caller's transaction: exact however many ask at once. It stays taken
 * unless that transaction fails. `key` is who is limited, `name` is what for.
 */
export async function takeToken(
  ctx: MutationCtx,
  { name, key, limit, period = MINUTE }: { name: string; key: string; limit: number; period?: number },
): Promise<RateLimit> {
  const bucket = `${name}:${key}`;
  const row = await ctx.db
    .query("rateLimits")
    .withIndex("by_bucket", (q) => q.eq("bucket", bucket))
    .unique();
  const { window, rateLimit } = takeFrom(row, { limit, periodMs: period, nowMs: Date.now() });
  if (row === null) {
    await ctx.db.insert("rateLimits", { bucket, ...window });
  } else if (rateLimit.ok) {
    await ctx.db.patch("rateLimits", row._id, window);
  }
  return rateLimit;
}

/** How a request is refused for which no token was left. */
export function rateLimited(rateLimit: RateLimit): AppErrorOptions {
  return { retryAfter: retryAfterSeconds(rateLimit, Date.now()) };
}
