import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { Doc, Id } from "./_generated/dataModel";
import { action, internalMutation, mutation, type QueryCtx } from "./_generated/server";
import { appError } from "../lib/errors";
import {
  endLogin,
  endPages as endPagesOf,
  expireSession,
  type NewSession,
  openPageSession,
} from "./lib/sessions";
import { admitAttempt, type Attempt, beginLogin as beginLoginOf, proveIdentity } from "./lib/signIn";
import { staffQuery } from "./lib/staff";

const MEMBERSHIPS_MAX = 100;

/** Signs a member of staff in. */
export const signIn = action({
  args: { email: v.string(), password: v.string() },
  handler: async (ctx, { password, ...args }): Promise<{ token: string; expiresAt: number }> => {
    const email = args.email.trim().toLowerCase().slice(0, 254);
    const userId = await proveIdentity(ctx, { email, password });
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

/** Where the signed-in person works, and as what: open pages follow it, so that a role that changes counts at once. */
export const getStanding = staffQuery({
  args: {},
  handler: async (ctx) => ({ organizations: await organizationsOf(ctx, ctx.staff.userId) }),
});

export const signOut = mutation({
  args: { token: v.string() },
  handler: async (ctx, { token }): Promise<null> => {
    await endLogin(ctx, token);
    return null;
  },
});

export const admitSignIn = internalMutation({
  args: { email: v.string() },
  handler: async (ctx, { email }): Promise<Attempt> => await admitAttempt(ctx, email),
});

export const beginLogin = internalMutation({
  args: { userId: v.id("users"), email: v.string() },
  handler: async (ctx, person): Promise<NewSession> => await beginLoginOf(ctx, person),
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
