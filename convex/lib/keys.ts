import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { rotation } from "../../lib/apiKeys/rules";
import { formatApiKey, type KeyEnvironment, SECRET_LENGTH, visiblePrefix } from "../../lib/tokens";
import { appError } from "../../lib/errors";
import { nearest } from "../../lib/nearest";
import { scopes as knownScopes } from "../../lib/permissions/matrix";
import { closeInvitationsFrom } from "./invitations";
import { differences, type Origin, recordAction } from "./objectStore";
import { hashSecret, randomBytesFor } from "./secrets";

export interface NewKey {
  keyId: Id<"apiKeys">;
  /** Shown once: only its hash is stored. */
  secret: string;
  name: string;
  prefix: string;
  scopes: string[];
  expiresAt: number | null;
}

export interface KeyOptions {
  name: string;
  scopes: string[];
  environment?: KeyEnvironment;
  limitPerMinute?: number | null;
  expiresAt?: number | null;
  createdBy?: string;
  rotatedFromId?: Id<"apiKeys">;
}

export async function insertKey(
  ctx: MutationCtx,
  organizationId: Id<"organizations">,
  options: KeyOptions,
): Promise<NewKey> {
  const { environment = "live", limitPerMinute = null, expiresAt = null, rotatedFromId } = options;
  const name = options.name.trim();
  const scopes = [...new Set(options.scopes)];
  const createdAt = Date.now();
  check({ name, scopes, limitPerMinute });
  checkExpiry(expiresAt, createdAt);
  const secret = formatApiKey(environment, randomBytesFor(SECRET_LENGTH));
  const prefix = visiblePrefix(secret);
  const keyId = await ctx.db.insert("apiKeys", {
    ...{ organizationId, name, prefix, scopes, limitPerMinute, expiresAt, rotatedFromId, createdAt },
    tokenHash: await hashSecret(secret),
    createdBy: options.createdBy ?? "system",
    lastUsedAt: null,
    revokedAt: null,
  });
  return { keyId, secret, name, prefix, scopes, expiresAt };
}

/** As `insertKey`, in somebody's name and with its audit entry. */
export async function createKey(ctx: MutationCtx, origin: Origin, options: KeyOptions): Promise<NewKey> {
  const { actor, organizationId } = origin;
  const created = await insertKey(ctx, organizationId, { ...options, createdBy: actor.id ?? actor.kind });
  await recordAction(ctx, origin, { id: created.keyId, type: "api_key", action: "created" });
  return created;
}

/** Makes the key's successor. Both work during the overlap, so that programs can change over without a gap. */
export async function rotateKey(
  ctx: MutationCtx,
  origin: Origin,
  key: Doc<"apiKeys">,
  overlapHours: number,
): Promise<NewKey & { old: { keyId: Id<"apiKeys">; endsAt: number } }> {
  const nowMs = Date.now();
  const { old, expiresAt } = rotation(key, { overlapHours, nowMs });
  const { _id: keyId, name, scopes, limitPerMinute, prefix } = key;
  await ctx.db.patch("apiKeys", keyId, old);
  await recordAction(ctx, origin, {
    ...{ id: keyId, type: "api_key", action: "rotated" },
    changes: differences({ expiresAt: key.expiresAt ?? null, revokedAt: key.revokedAt }, old),
  });
  if (old.revokedAt !== null) {
    await closeInvitationsFrom(ctx, origin, keyId, () => false);
  }
  const environment = prefix.startsWith("ghk_test_") ? "test" : "live";
  const options = { name, scopes, limitPerMinute, environment, expiresAt, rotatedFromId: keyId } as const;
  const created = await createKey(ctx, origin, options);
  return { ...created, old: { keyId, endsAt: old.revokedAt ?? old.expiresAt ?? nowMs } };
}

/** Ends a key at once, and the invitations that were sent with it. Revoking it again answers as the first time. */
export async function revokeKey(
  ctx: MutationCtx,
  origin: Origin,
  { _id: keyId, revokedAt: before }: Doc<"apiKeys">,
): Promise<{ keyId: Id<"apiKeys">; revokedAt: number }> {
  if (before !== null) {
    return { keyId, revokedAt: before };
  }
  const revokedAt = Date.now();
  await ctx.db.patch("apiKeys", keyId, { revokedAt });
  const changes = { revokedAt: { before, after: revokedAt } };
  await recordAction(ctx, origin, { id: keyId, type: "api_key", action: "revoked", changes });
  await closeInvitationsFrom(ctx, origin, keyId, () => false);
  return { keyId, revokedAt };
}

/** Null is any organization: for whoever holds the deployment's admin key. */
export async function loadKey(
  ctx: QueryCtx,
  organizationId: Id<"organizations"> | null,
  id: string,
): Promise<Doc<"apiKeys">> {
  const keyId = ctx.db.normalizeId("apiKeys", id);
  const key = keyId === null ? null : await ctx.db.get("apiKeys", keyId);
  if (key === null || (organizationId !== null && key.organizationId !== organizationId)) {
    throw appError("NOT_FOUND", { error: "There is no such API key." });
  }
  return key;
}

function check(key: { name: string; scopes: string[]; limitPerMinute: number | null }): void {
  if (key.name === "" || key.name.length > 100) {
    throw refusal("name", "must have 1 to 100 characters");
  }
  if (key.scopes.length === 0) {
    throw refusal("scopes", `must name at least one of ${knownScopes.join(", ")}`);
  }
  const known: readonly string[] = knownScopes;
  const unknown = key.scopes.find((scope) => !known.includes(scope));
  if (unknown !== undefined) {
    const suggestion = nearest(unknown, known);
    const hint = suggestion === null ? `one of ${known.join(", ")}` : `did you mean "${suggestion}"?`;
    throw refusal("scopes", `there is no scope "${unknown}": ${hint}`);
  }
  const limit = key.limitPerMinute;
  if (limit !== null && (!Number.isInteger(limit) || limit < 1 || limit > 100_000)) {
    throw refusal("limitPerMinute", "must be an integer from 1 to 100000");
  }
}

function checkExpiry(expiresAt: number | null, now: number): void {
  if (expiresAt !== null && (!Number.isSafeInteger(expiresAt) || expiresAt <= now)) {
    throw refusal("expiresAt", "must be a time to come, in milliseconds since the epoch");
  }
}

function refusal(path: string, message: string) {
  return appError("INVALID_REQUEST", { error: `${path}: ${message}`, details: [{ path, message }] });
}
