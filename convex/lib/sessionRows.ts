import type { FunctionReference } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { DAY, MINUTE } from "../../lib/time";
import { hashSecret } from "./secrets";

/** A page keeps its `sessionId` in memory and renews it before it ends. */
export const PAGE_AGE = 10 * MINUTE;

/** A look scheduled for the end of a long session would outlive one that is signed out by weeks. */
const LOOK_AFTER_MAX = 7 * DAY;

/** Sessions of staff and sessions of frontend users. Their rows differ only in whose they are. */
type SessionTable = "sessions" | "frontendSessions";

/** What tells the sessions of one table from those of the other. */
export interface SessionRules<Table extends SessionTable> {
  table: Table;
  /** How long a sign-in lasts after its last use, and how long at most. */
  loginIdle: number;
  loginAgeMax: number;
  /** Scheduled until the session has ended: it calls `expireSession`. */
  expire: FunctionReference<"mutation", "internal", { sessionId: Id<Table> }>;
}

/** A secret, which is shown once, and its end. */
export interface NewSession {
  secret: string;
  expiresAt: number;
}

type Fields<Table extends SessionTable> = Omit<
  Doc<Table>,
  "_id" | "_creationTime" | "tokenHash" | "createdAt" | "expiresAt"
>;

/** The session behind a secret. The clock is asked too, in case the scheduled deletion is late. */
export async function findSession<Table extends SessionTable>(
  ctx: QueryCtx,
  rules: SessionRules<Table>,
  kind: "login" | "page",
  tokenHash: string,
): Promise<Doc<Table> | null> {
  const session = await ctx.db
    .query(common(rules).table)
    .withIndex("by_token_hash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  const isAlive = session?.kind === kind && session.expiresAt > Date.now();
  return isAlive ? (session as unknown as Doc<Table>) : null;
}

/** Stores the hash of a secret, and schedules its end. */
export async function insertSession<Table extends SessionTable>(
  ctx: MutationCtx,
  rules: SessionRules<Table>,
  fields: Fields<Table>,
  { secret, lifetime }: { secret: string; lifetime: number },
): Promise<NewSession> {
  const createdAt = Date.now();
  const expiresAt = createdAt + lifetime;
  const shared = fields as unknown as Fields<"sessions">;
  const row = { ...shared, tokenHash: await hashSecret(secret), createdAt, expiresAt };
  const sessionId = await ctx.db.insert(common(rules).table, row);
  await scheduleLook(ctx, common(rules), { sessionId, expiresAt });
  return { secret, expiresAt };
}

/** Until when a sign-in lasts that is used now. */
export function loginEnd<Table extends SessionTable>(
  { loginIdle, loginAgeMax }: SessionRules<Table>,
  { createdAt }: { createdAt: number },
): number {
  return Math.min(Date.now() + loginIdle, createdAt + loginAgeMax);
}

/** Deletes a session that is over. One that goes on is looked at again. */
export async function expireSession<Table extends SessionTable>(
  ctx: MutationCtx,
  rules: SessionRules<Table>,
  id: Id<Table>,
): Promise<void> {
  const { table } = common(rules);
  const sessionId = id as unknown as Id<"sessions">;
  const session = await ctx.db.get(table, sessionId);
  if (session === null) {
    return;
  }
  if (session.expiresAt > Date.now()) {
    await scheduleLook(ctx, common(rules), { sessionId, expiresAt: session.expiresAt });
    return;
  }
  await ctx.db.delete(table, sessionId);
}

async function scheduleLook(
  ctx: MutationCtx,
  { expire }: SessionRules<"sessions">,
  { sessionId, expiresAt }: { sessionId: Id<"sessions">; expiresAt: number },
): Promise<void> {
  await ctx.scheduler.runAt(Math.min(expiresAt, Date.now() + LOOK_AFTER_MAX), expire, { sessionId });
}

/** What is written here of one table holds for both; Convex's types know them one at a time. */
function common<Table extends SessionTable>(rules: SessionRules<Table>): SessionRules<"sessions"> {
  return rules as unknown as SessionRules<"sessions">;
}
