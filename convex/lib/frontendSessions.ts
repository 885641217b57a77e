import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { DAY, HOUR } from "../../lib/time";

/** A sign-in of a frontend user lasts 30 days after its last use, and never longer than 90. */
export const LOGIN_IDLE = 30 * DAY;
export const LOGIN_AGE_MAX = 90 * DAY;
/** Sliding with every request would write a row per request. */
const SLIDE_PRECISION = HOUR;

export interface ResolvedSession {
  sessionId: Id<"frontendSessions">;
  frontendUserId: Id<"objects">;
  organizationId: Id<"organizations">;
}

/** The sign-in behind a token, prolonged because it is used. Null for one that ended or never was. */
export async function resolveFrontendSession(
  ctx: MutationCtx,
  tokenHash: string,
): Promise<ResolvedSession | null> {
  const session = await findFrontendLogin(ctx, tokenHash);
  if (session === null) {
    return null;
  }
  const now = Date.now();
  if (now - session.lastUsedAt > SLIDE_PRECISION) {
    const expiresAt = Math.min(now + LOGIN_IDLE, session.createdAt + LOGIN_AGE_MAX);
    await ctx.db.patch("frontendSessions", session._id, { lastUsedAt: now, expiresAt });
  }
  const { _id: sessionId, frontendUserId, organizationId } = session;
  return { sessionId, frontendUserId, organizationId };
}

/** The clock is asked too, in case the scheduled deletion is late. */
export async function findFrontendLogin(
  ctx: MutationCtx,
  tokenHash: string,
): Promise<Doc<"frontendSessions"> | null> {
  const session = await ctx.db
    .query("frontendSessions")
    .withIndex("by_token_hash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  return session?.kind === "login" && session.expiresAt > Date.now() ? session : null;
}
