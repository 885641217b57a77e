import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { DAY, HOUR } from "../../lib/time";
import { hashSecret, makeSecret } from "./secrets";
import {
  expireSession as expire,
  findSession,
  insertSession,
  loginEnd,
  type NewSession,
  PAGE_AGE,
  type SessionRules,
} from "./sessionRows";

export type { NewSession } from "./sessionRows";

/** A sign-in lasts 12 hours after the last page was opened with it, and never longer than 7 days. */
const rules: SessionRules<"sessions"> = {
  table: "sessions",
  loginIdle: 12 * HOUR,
  loginAgeMax: 7 * DAY,
  expire: internal.auth.expire,
};
/** How many pages one transaction ends; the next one goes on. */
const PAGES_ENDED_AT_ONCE = 500;

export async function startLogin(ctx: MutationCtx, userId: Id<"users">): Promise<NewSession> {
  const session = { secret: makeSecret("ghu_"), lifetime: rules.loginIdle };
  return await insertSession(ctx, rules, { userId, kind: "login" }, session);
}

/** Exchanges a sign-in for a secret of ten minutes, and lets the sign-in last on. Null for an ended sign-in. */
export async function openPageSession(
  ctx: MutationCtx,
  token: string,
): Promise<{ userId: Id<"users">; page: NewSession } | null> {
  const login = await findLogin(ctx, token);
  if (login === null) {
    return null;
  }
  const { _id: loginId, userId } = login;
  const expiresAt = loginEnd(rules, login);
  await ctx.db.patch("sessions", loginId, { expiresAt });
  const session = { secret: makeSecret("ghp_"), lifetime: Math.min(PAGE_AGE, expiresAt - Date.now()) };
  const page = await insertSession(ctx, rules, { userId, kind: "page", loginId }, session);
  return { userId, page };
}

/** The page behind a `sessionId`. */
export async function findPage(ctx: QueryCtx, sessionId: string): Promise<Doc<"sessions"> | null> {
  return await findSession(ctx, rules, "page", await hashSecret(sessionId));
}

/** Deletes a sign-in with everything that was opened with it; live queries of those pages end. */
export async function endLogin(ctx: MutationCtx, token: string): Promise<void> {
  const login = await findLogin(ctx, token);
  if (login === null) {
    return;
  }
  await ctx.db.delete("sessions", login._id);
  await endPages(ctx, login._id);
}

/** Ends what was opened with a sign-in, in as many transactions as it takes. */
export async function endPages(ctx: MutationCtx, loginId: Id<"sessions">): Promise<void> {
  const pages = await ctx.db
    .query("sessions")
    .withIndex("by_login", (q) => q.eq("loginId", loginId))
    .take(PAGES_ENDED_AT_ONCE);
  for (const page of pages) {
    await ctx.db.delete("sessions", page._id);
  }
  if (pages.length === PAGES_ENDED_AT_ONCE) {
    await ctx.scheduler.runAfter(0, internal.auth.endPages, { loginId });
  }
}

/** Scheduled for the end of every session. */
export async function expireSession(ctx: MutationCtx, sessionId: Id<"sessions">): Promise<void> {
  await expire(ctx, rules, sessionId);
}

async function findLogin(ctx: MutationCtx, token: string): Promise<Doc<"sessions"> | null> {
  return await findSession(ctx, rules, "login", await hashSecret(token));
}
