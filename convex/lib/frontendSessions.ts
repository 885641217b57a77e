import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { DAY, HOUR } from "../../lib/time";
import { formatSessionToken, isWellFormedSessionToken, SECRET_LENGTH } from "../../lib/tokens";
import { findSignedIn } from "./clients";
import { hashSecret, makeSecret, randomBytesFor } from "./secrets";
import {
  expireSession,
  findSession,
  insertSession,
  loginEnd,
  type NewSession,
  PAGE_AGE,
  type SessionRules,
} from "./sessionRows";

/** A sign-in of a frontend user lasts 30 days after its last use, and never longer than 90. */
const rules: SessionRules<"frontendSessions"> = {
  table: "frontendSessions",
  loginIdle: 30 * DAY,
  loginAgeMax: 90 * DAY,
  expire: internal.frontendUserQueries.expire,
};
/** Sliding with every request would write a row per request, and run every live query of the user again. */
const SLIDE_PRECISION = HOUR;
/** More devices than anybody uses. With a bound, all of them can be listed, and ended in one transaction. */
const LOGINS_MAX = 50;

type Session = Doc<"frontendSessions">;

export interface ResolvedSession {
  sessionId: Id<"frontendSessions">;
  frontendUserId: Id<"objects">;
  organizationId: Id<"organizations">;
}

/** Begins a sign-in; its token is in this answer and nowhere else. Of too many, the longest unused one ends. */
export async function startFrontendLogin(
  ctx: MutationCtx,
  whose: Pick<Session, "organizationId" | "frontendUserId" | "oauthProvider">,
): Promise<NewSession> {
  const logins = await loginRows(ctx, whose.frontendUserId);
  const [unused] = logins.toSorted((a, b) => a.lastUsedAt - b.lastUsedAt);
  if (unused !== undefined && logins.length >= LOGINS_MAX) {
    await endFrontendLogin(ctx, unused._id);
  }
  const secret = formatSessionToken(randomBytesFor(SECRET_LENGTH));
  const fields = { ...whose, kind: "login", lastUsedAt: Date.now() } as const;
  return await insertSession(ctx, rules, fields, { secret, lifetime: rules.loginIdle });
}

/** The sign-in behind a token, prolonged because it is used. Null for one that ended or never was. */
export async function resolveFrontendSession(
  ctx: MutationCtx,
  tokenHash: string,
): Promise<ResolvedSession | null> {
  const login = await findSession(ctx, rules, "login", tokenHash);
  if (login === null || (await findSignedIn(ctx, login)) === null) {
    return null;
  }
  const { _id: sessionId, frontendUserId, organizationId } = await prolong(ctx, login);
  return { sessionId, frontendUserId, organizationId };
}

/** Exchanges the token of a sign-in for the `sessionId` of a page. Null for a sign-in that ended or never was. */
export async function openFrontendPage(
  ctx: MutationCtx,
  token: string,
): Promise<{ login: Session; page: NewSession } | null> {
  const found = isWellFormedSessionToken(token)
    ? await findSession(ctx, rules, "login", await hashSecret(token))
    : null;
  if (found === null) {
    return null;
  }
  const login = await prolong(ctx, found);
  const { _id: loginId, organizationId, frontendUserId, oauthProvider } = login;
  const fields = { organizationId, frontendUserId, oauthProvider, loginId, kind: "page" } as const;
  const now = Date.now();
  const session = { secret: makeSecret("ghc_"), lifetime: Math.min(PAGE_AGE, login.expiresAt - now) };
  return { login, page: await insertSession(ctx, rules, { ...fields, lastUsedAt: now }, session) };
}

/**
 * The sign-in that a page was opened with. A page ends with it: reading both rows ties live queries to both, and
 * ending a sign-in is one delete however many pages were opened.
 */
export async function findLoginOfPage(ctx: QueryCtx, sessionId: string): Promise<Session | null> {
  const page = await findSession(ctx, rules, "page", await hashSecret(sessionId));
  return page?.loginId === undefined ? null : await findFrontendLogin(ctx, page.loginId);
}

/** The sign-ins of a frontend user that have not ended, the latest one first. */
export async function frontendLogins(ctx: QueryCtx, frontendUserId: Id<"objects">): Promise<Session[]> {
  const rows = await loginRows(ctx, frontendUserId);
  return rows.filter((row) => row.expiresAt > Date.now());
}

export async function findFrontendLogin(ctx: QueryCtx, id: string): Promise<Session | null> {
  const loginId = ctx.db.normalizeId("frontendSessions", id);
  const login = loginId === null ? null : await ctx.db.get("frontendSessions", loginId);
  return login?.kind === "login" && login.expiresAt > Date.now() ? login : null;
}

/** The rows of its pages are worth nothing without it, and are deleted when their ten minutes are over. */
export async function endFrontendLogin(ctx: MutationCtx, loginId: Id<"frontendSessions">): Promise<void> {
  await ctx.db.delete("frontendSessions", loginId);
}

export async function endFrontendLogins(ctx: MutationCtx, frontendUserId: Id<"objects">): Promise<void> {
  for (const login of await loginRows(ctx, frontendUserId)) {
    await endFrontendLogin(ctx, login._id);
  }
}

/** Scheduled for the end of every session. */
export async function expireFrontendSession(
  ctx: MutationCtx,
  sessionId: Id<"frontendSessions">,
): Promise<void> {
  await expireSession(ctx, rules, sessionId);
}

async function loginRows(ctx: QueryCtx, frontendUserId: Id<"objects">): Promise<Session[]> {
  return await ctx.db
    .query("frontendSessions")
    .withIndex("by_frontend_user", (q) => q.eq("frontendUserId", frontendUserId).eq("kind", "login"))
    .order("desc")
    .take(LOGINS_MAX);
}

async function prolong(ctx: MutationCtx, login: Session): Promise<Session> {
  const now = Date.now();
  if (now - login.lastUsedAt <= SLIDE_PRECISION) {
    return login;
  }
  const used = { lastUsedAt: now, expiresAt: loginEnd(rules, login) };
  await ctx.db.patch("frontendSessions", login._id, used);
  return { ...login, ...used };
}
