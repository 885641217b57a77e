import { v } from "convex/values";
import type { Doc, Id } from "./_generated/dataModel";
import { internalMutation, internalQuery, type QueryCtx } from "./_generated/server";
import { Names } from "./lib/auditNames";
import { createKey, loadKey, revokeKey, rotateKey } from "./lib/keys";
import { roleOf } from "./lib/memberships";
import type { Origin } from "./lib/objectStore";
import { staffMutation, staffOrigin, staffQuery } from "./lib/staff";
import { checkMayGive } from "../lib/apiKeys/rules";
import { appError } from "../lib/errors";

const KEYS_LISTED_MAX = 200;
const OVERLAP_HOURS_DEFAULT = 24;

const organizationArgs = { organizationId: v.string() };
const keyArgs = { ...organizationArgs, keyId: v.string() };
const newKeyArgs = {
  ...organizationArgs,
  name: v.string(),
  scopes: v.array(v.string()),
  environment: v.optional(v.union(v.literal("live"), v.literal("test"))),
  limitPerMinute: v.optional(v.number()),
  expiresAt: v.optional(v.union(v.number(), v.null())),
};
const overlapArgs = { overlapHours: v.optional(v.number()) };

/**
 * The keys of an organization without their secrets, the latest first. `createdByName` is null for keys that no user made:
 * those of the operator.
 */
export const listApiKeys = staffQuery({
  args: organizationArgs,
  handler: async (ctx, args) => {
    const { organizationId } = await staffOrigin(ctx, args.organizationId, "apiKeys:read");
    return await keysOf(ctx, organizationId);
  },
});

/** Makes a key with scopes that its maker has. The secret is in this answer and nowhere else. */
export const createApiKey = staffMutation({
  args: newKeyArgs,
  handler: async (ctx, { organizationId, ...options }) => {
    const origin = await staffOrigin(ctx, organizationId, "apiKeys:write");
    checkMayGive(await roleOf(ctx, origin), options.scopes);
    return await createKey(ctx, origin, options);
  },
});

/** Makes a key's successor, whose secret is answered once. The old one works for `overlapHours` more. */
export const rotateApiKey = staffMutation({
  args: { ...keyArgs, ...overlapArgs },
  handler: async (ctx, { organizationId, keyId, overlapHours = OVERLAP_HOURS_DEFAULT }) => {
    const origin = await staffOrigin(ctx, organizationId, "apiKeys:write");
    const key = await loadKey(ctx, origin.organizationId, keyId);
    checkMayGive(await roleOf(ctx, origin), key.scopes);
    return await rotateKey(ctx, origin, key, overlapHours);
  },
});

export const revokeApiKey = staffMutation({
  args: keyArgs,
  handler: async (ctx, { organizationId, keyId }) => {
    const origin = await staffOrigin(ctx, organizationId, "apiKeys:write");
    return await revokeKey(ctx, origin, await loadKey(ctx, origin.organizationId, keyId));
  },
});

/** What `npm run keys` calls, for whoever holds the deployment's admin key. */
export const create = internalMutation({
  args: newKeyArgs,
  handler: async (ctx, { organizationId, ...options }) => {
    return await createKey(ctx, operatorOf(await findOrganization(ctx, organizationId)), options);
  },
});

export const list = internalQuery({
  args: organizationArgs,
  handler: async (ctx, { organizationId }) => await keysOf(ctx, await findOrganization(ctx, organizationId)),
});

export const rotate = internalMutation({
  args: { keyId: v.string(), ...overlapArgs },
  handler: async (ctx, { keyId, overlapHours = OVERLAP_HOURS_DEFAULT }) => {
    const key = await loadKey(ctx, null, keyId);
    return await rotateKey(ctx, operatorOf(key.organizationId), key, overlapHours);
  },
});

export const revoke = internalMutation({
  args: { keyId: v.string() },
  handler: async (ctx, { keyId }) => {
    const key = await loadKey(ctx, null, keyId);
    return await revokeKey(ctx, operatorOf(key.organizationId), key);
  },
});

function operatorOf(organizationId: Id<"organizations">): Origin {
  return { organizationId, actor: { kind: "system", id: null }, requestId: null };
}

async function findOrganization(ctx: QueryCtx, id: string): Promise<Id<"organizations">> {
  const organizationId = ctx.db.normalizeId("organizations", id);
  const organization = organizationId === null ? null : await ctx.db.get("organizations", organizationId);
  if (organization === null) {
    throw appError("NOT_FOUND", { error: "There is no such organization." });
  }
  return organization._id;
}

async function keysOf(ctx: QueryCtx, organizationId: Id<"organizations">) {
  const keys = await ctx.db
    .query("apiKeys")
    .withIndex("by_organization", (q) => q.eq("organizationId", organizationId))
    .order("desc")
    .take(KEYS_LISTED_MAX);
  const names = new Names(ctx);
  const shown = [];
  // One after the other, so that whoever made several keys is read once.
  for (const key of keys) {
    const createdByName = await names.ofActor({ kind: "user", id: key.createdBy });
    shown.push({ ...visible(key), createdByName });
  }
  return shown;
}

/** Everything but the hash. */
function visible(key: Doc<"apiKeys">) {
  const { _id: keyId, name, prefix, scopes, limitPerMinute, createdBy, createdAt, lastUsedAt } = key;
  const { revokedAt, expiresAt = null, rotatedFromId = null } = key;
  const times = { createdAt, lastUsedAt, expiresAt, revokedAt };
  return { keyId, name, prefix, scopes, limitPerMinute, createdBy, rotatedFromId, ...times };
}
