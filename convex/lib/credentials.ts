import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { type Caller, permits } from "../../lib/permissions/evaluate";
import type { Permission } from "../../lib/permissions/matrix";
import { MINUTE } from "../../lib/time";
import { type ResolvedSession, resolveFrontendSession } from "./frontendSessions";
import type { ApiCaller } from "./gateway";

/** A credential as the route read it: what kind it claims to be, and the hash of the secret. */
export const credentialArgs = v.object({
  kind: v.union(v.literal("apiKey"), v.literal("session")),
  tokenHash: v.string(),
});
export type Credential = typeof credentialArgs.type;

/** Whom a valid credential stands for. */
export interface Resolved {
  caller: ApiCaller;
  /** What the rate limit is counted by. */
  credentialId: string;
  limitPerMinute: number;
  may: (permission: Permission) => boolean;
}

const LIMIT_PER_MINUTE_DEFAULT = 100;
/** Noting each use would write a row per request. A minute is precise enough to find forgotten keys. */
const LAST_USED_PRECISION = MINUTE;

/** Null for whatever is not valid: unknown, expired and revoked credentials are the same to a stranger. */
export async function resolveCredential(
  ctx: MutationCtx,
  { kind, tokenHash }: Credential,
): Promise<Resolved | null> {
  if (kind === "session") {
    const session = await resolveFrontendSession(ctx, tokenHash);
    return session === null ? null : ofSession(session);
  }
  const key = await findKey(ctx, tokenHash);
  return key === null ? null : ofKey(key);
}

async function findKey(ctx: MutationCtx, tokenHash: string): Promise<Doc<"apiKeys"> | null> {
  const key = await ctx.db
    .query("apiKeys")
    .withIndex("by_token_hash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  const now = Date.now();
  if (key === null || key.revokedAt !== null || (key.expiresAt ?? Infinity) <= now) {
    return null;
  }
  if (key.lastUsedAt === null || now - key.lastUsedAt > LAST_USED_PRECISION) {
    await ctx.db.patch("apiKeys", key._id, { lastUsedAt: now });
  }
  return key;
}

function ofKey({ _id: id, organizationId, scopes, limitPerMinute }: Doc<"apiKeys">): Resolved {
  return {
    caller: { kind: "apiKey", id, organizationId },
    credentialId: id,
    limitPerMinute: limitPerMinute ?? LIMIT_PER_MINUTE_DEFAULT,
    may: mayOf({ kind: "apiKey", scopes }),
  };
}

function ofSession({ sessionId, frontendUserId: id, organizationId }: ResolvedSession): Resolved {
  return {
    caller: { kind: "frontendUser", id, organizationId, sessionId },
    credentialId: sessionId,
    limitPerMinute: LIMIT_PER_MINUTE_DEFAULT,
    may: mayOf({ kind: "frontendUser" }),
  };
}

function mayOf(caller: Caller): Resolved["may"] {
  return (permission) => permits(caller, permission);
}
