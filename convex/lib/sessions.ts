import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { DAY, HOUR, MINUTE } from "../../lib/time";
import { hashSecret, makeSecret } from "./secrets";

/** A sign-in lasts 12 hours after the last page was opened with it, and never longer than 7 days. */
const LOGIN_IDLE = 12 * HOUR;
const LOGIN_AGE_MAX = 7 * DAY;
const PAGE_AGE = 10 * MINUTE;
/** How many pages one transaction ends; the next one goes on. */
const PAGES_ENDED_AT_ONCE = 500;

export interface NewSession {
  secret: string;
  expiresAt: number;
}

export async function startLogin(ctx: MutationCtx, userId: Id<"users">): Promise<NewSession> {
  return await insertSession(ctx, { userId, kind: "login", prefix: "ghu_", lifetime: LOGIN_IDLE });
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
  const now = Date.now();
  const expiresAt = Math.min(now + LOGIN_IDLE, login.createdAt + LOGIN_AGE_MAX);
  await ctx.db.patch("sessions", login._id, { expiresAt });
  const page = await insertSession(ctx, {
    userId: login.userId,
    kind: "page",
    prefix: "ghp_",
    lifetime: Math.min(PAGE_AGE, expiresAt - now),
    loginId: login._id,
  });
  return { userId: login.userId, page };
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

/** Deletes a session that is over. One that was prolonged is looked at again when its new end has come. */
export async function expireSession(ctx: MutationCtx, sessionId: Id<"sessions">): Promise<void> {
  const session = await ctx.db.get("sessions", sessionId);
  if (session === null) {
    return;
  }
  if (session.expiresAt > Date.now()) {
    await scheduleExpiry(ctx, sessionId, session.expiresAt);
    return;
  }
  await ctx.db.delete("sessions", sessionId);
}

async function findLogin(ctx: MutationCtx, token: string): Promise<Doc<"sessions"> | null> {
  const tokenHash = await hashSecret(token);
  const session = await ctx.db
    .query("sessions")
    .withIndex("by_token_hash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  return session?.kind === "login" && session.expiresAt > Date.now() ? session : null;
}

async function insertSession(
  ctx: MutationCtx,
  {
    prefix,
    lifetime,
    ...fields
  }: Pick<Doc<"sessions">, "userId" | "kind" | "loginId"> & {
    prefix: string;
    lifetime: number;
  },
): Promise<NewSession> {
  const secret = makeSecret(prefix);
  const createdAt = Date.now();
  const expiresAt = createdAt + lifetime;
  const tokenHash = await hashSecret(secret);
  const id = await ctx.db.insert("sessions", { ...fields, tokenHash, createdAt, expiresAt });
  await scheduleExpiry(ctx, id, expiresAt);
  return { secret, expiresAt };
}

async function scheduleExpiry(ctx: MutationCtx, sessionId: Id<"sessions">, expiresAt: number): Promise<void> {
  await ctx.scheduler.runAt(expiresAt, internal.auth.expire, { sessionId });
}
