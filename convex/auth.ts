import { MINUTE, RateLimiter } from "@convex-dev/rate-limiter";
import { v } from "convex/values";
import { components, internal } from "./_generated/api";
import type { Doc, Id } from "./_generated/dataModel";
import { action, internalMutation, mutation, type QueryCtx } from "./_generated/server";
import { appError } from "../lib/errors";
import {
  endLogin,
  endPages as endPagesOf,
  expireSession,
  type NewSession,
  openPageSession,
  startLogin,
} from "./lib/sessions";

/** Guessing is slowed down per e-mail address, known or not: five attempts at once, then one every minute. */
const rateLimiter = new RateLimiter(components.rateLimiter, {
  signIn: { kind: "token bucket", rate: 1, period: MINUTE, capacity: 5 },
});
const MEMBERSHIPS_MAX = 100;
const PASSWORD_LENGTH_MAX = 1000;

/** Signs a member of staff in. A wrong password and an unknown e-mail get the same answer after the same work. */
export const signIn = action({
  args: { email: v.string(), password: v.string() },
  handler: async (ctx, args): Promise<{ token: string; expiresAt: number }> => {
    const email = args.email.trim().toLowerCase().slice(0, 254);
    const attempt: Attempt = await ctx.runMutation(internal.auth.admitSignIn, { email });
    if (!attempt.admitted) {
      throw appError("RATE_LIMITED", {
        error: "Too many attempts to sign in. Wait a moment and try again.",
        retryAfter: attempt.retryAfter,
      });
    }
    const password = args.password.slice(0, PASSWORD_LENGTH_MAX);
    const { hash, userId } = attempt;
    const correct = await ctx.runAction(internal.authNode.verifyPassword, { password, hash });
    if (!correct || userId === null) {
      throw appError("UNAUTHORIZED", { error: "E-mail or password is not correct." });
    }
    const { secret, expiresAt } = await ctx.runMutation(internal.auth.beginLogin, { userId, email });
    return { token: secret, expiresAt };
  },
});

/** Exchanges the long secret of the cookie for a `sessionId` of ten minutes. */
export const openPage = mutation({
  args: { token: v.string() },
  handler: async (ctx, { token }) => {
    const opened = await openPageSession(ctx, token);
    const user = opened === null ? null : await ctx.db.get("users", opened.userId);
    if (opened === null || user === null) {
      throw appError("UNAUTHORIZED", { error: "Your session has ended. Sign in again." });
    }
    return {
      sessionId: opened.page.secret,
      expiresAt: opened.page.expiresAt,
      user: { id: user._id, name: user.name, email: user.email },
      organizations: await organizationsOf(ctx, user._id),
    };
  },
});

export const signOut = mutation({
  args: { token: v.string() },
  handler: async (ctx, { token }): Promise<null> => {
    await endLogin(ctx, token);
    return null;
  },
});

type Attempt =
  | { admitted: false; retryAfter: number }
  | { admitted: true; userId: Id<"users"> | null; hash: string | null };

/** Takes the token of an attempt, then says what to compare the password with. */
export const admitSignIn = internalMutation({
  args: { email: v.string() },
  handler: async (ctx, { email }): Promise<Attempt> => {
    const { ok, retryAfter } = await rateLimiter.limit(ctx, "signIn", { key: email });
    if (!ok) {
      return { admitted: false, retryAfter: Math.ceil(retryAfter / 1000) };
    }
    const user = await ctx.db
      .query("users")
      .withIndex("by_email", (q) => q.eq("email", email))
      .unique();
    return { admitted: true, userId: user?._id ?? null, hash: user?.passwordHash ?? null };
  },
});

/** After the right password: earlier mistakes no longer count. */
export const beginLogin = internalMutation({
  args: { userId: v.id("users"), email: v.string() },
  handler: async (ctx, { userId, email }): Promise<NewSession> => {
    await rateLimiter.reset(ctx, "signIn", { key: email });
    return await startLogin(ctx, userId);
  },
});

/** Scheduled for the end of every session. */
export const expire = internalMutation({
  args: { sessionId: v.id("sessions") },
  handler: async (ctx, { sessionId }) => {
    await expireSession(ctx, sessionId);
  },
});

/** Goes on where a sign-out left off. */
export const endPages = internalMutation({
  args: { loginId: v.id("sessions") },
  handler: async (ctx, { loginId }) => {
    await endPagesOf(ctx, loginId);
  },
});

async function organizationsOf(ctx: QueryCtx, userId: Id<"users">) {
  const memberships = await ctx.db
    .query("memberships")
    .withIndex("by_user_and_organization", (q) => q.eq("userId", userId))
    .take(MEMBERSHIPS_MAX);
  const organizations = [];
  for (const { organizationId, role } of memberships) {
    const organization: Doc<"organizations"> | null = await ctx.db.get("organizations", organizationId);
    if (organization !== null) {
      const { name, locale, timeZone, currency } = organization;
      organizations.push({ id: organization._id, name, role, locale, timeZone, currency });
    }
  }
  return organizations;
}
