import { MINUTE, RateLimiter } from "@convex-dev/rate-limiter";
import { components, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { ActionCtx, MutationCtx } from "../_generated/server";
import { appError } from "../../lib/errors";
import { PASSWORD_LENGTH_MAX } from "../../lib/members/object";
import { isLoopbackAddress } from "../../lib/network";
import { retryAfterSeconds } from "../../lib/rateLimits";
import { clientAddress } from "./clientAddress";
import { findUser } from "./memberships";
import { takeToken } from "./rateLimits";
import { type NewSession, startLogin } from "./sessions";

/** Guessing is slowed down per e-mail address, known or not: five attempts at once, then one every minute. */
const rateLimiter = new RateLimiter(components.rateLimiter, {
  signIn: { kind: "token bucket", rate: 1, period: MINUTE, capacity: 5 },
});
/** Trying one password with many e-mails is slowed down by where it comes from. */
const ATTEMPTS_PER_MINUTE_AND_ADDRESS = 30;

export type Attempt =
  | { admitted: false; retryAfter: number }
  | { admitted: true; userId: Id<"users"> | null; hash: string | null };

/** Who has this e-mail and password. A wrong password and an unknown e-mail get the same answer after the same work. */
export async function proveIdentity(
  ctx: ActionCtx,
  { email, password: given }: { email: string; password: string },
): Promise<Id<"users">> {
  const attempt: Attempt = await ctx.runMutation(internal.auth.admitSignIn, { email });
  if (!attempt.admitted) {
    throw appError("RATE_LIMITED", {
      error: "Too many attempts to sign in. Wait a moment and try again.",
      retryAfter: attempt.retryAfter,
    });
  }
  const { hash, userId } = attempt;
  const password = given.slice(0, PASSWORD_LENGTH_MAX);
  const correct: boolean = await ctx.runAction(internal.authNode.verifyPassword, { password, hash });
  if (!correct || userId === null) {
    throw appError("UNAUTHORIZED", { error: "E-mail or password is not correct." });
  }
  return userId;
}

/** Takes the tokens of an attempt, then says what to compare the password with. */
export async function admitAttempt(ctx: MutationCtx, email: string): Promise<Attempt> {
  const fromHere = await limitAddress(ctx);
  if (fromHere !== null) {
    return { admitted: false, retryAfter: fromHere };
  }
  const { ok, retryAfter } = await rateLimiter.limit(ctx, "signIn", { key: email });
  if (!ok) {
    return { admitted: false, retryAfter: Math.ceil(retryAfter / 1000) };
  }
  const user = await findUser(ctx, email);
  return { admitted: true, userId: user?._id ?? null, hash: user?.passwordHash ?? null };
}

/** After the right password: earlier mistakes no longer count. */
export async function beginLogin(
  ctx: MutationCtx,
  { userId, email }: { userId: Id<"users">; email: string },
): Promise<NewSession> {
  await rateLimiter.reset(ctx, "signIn", { key: email });
  return await startLogin(ctx, userId);
}

/**
 * How long this address has to wait, if it does. The machine itself is not limited: its web app signs in everybody
 * who visits it, and one of them could lock out all others.
 */
async function limitAddress(ctx: MutationCtx): Promise<number | null> {
  const key = await clientAddress(ctx);
  if (key === null || isLoopbackAddress(key)) {
    return null;
  }
  const rateLimit = await takeToken(ctx, { name: "signIn", key, limit: ATTEMPTS_PER_MINUTE_AND_ADDRESS });
  return rateLimit.ok ? null : retryAfterSeconds(rateLimit, Date.now());
}
