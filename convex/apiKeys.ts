import { v } from "convex/values";
import type { Doc } from "./_generated/dataModel";
import { internalMutation, internalQuery } from "./_generated/server";
import { insertKey } from "./lib/keys";
import { appError } from "../lib/errors";

const KEYS_LISTED_MAX = 200;

/** Makes a key. The secret is in this answer and nowhere else. */
export const create = internalMutation({
  args: {
    organizationId: v.string(),
    name: v.string(),
    scopes: v.array(v.string()),
    environment: v.optional(v.union(v.literal("live"), v.literal("test"))),
    limitPerMinute: v.optional(v.number()),
  },
  handler: async (ctx, { organizationId, ...args }) => {
    const id = ctx.db.normalizeId("organizations", organizationId);
    const organization = id === null ? null : await ctx.db.get("organizations", id);
    if (organization === null) {
      throw appError("NOT_FOUND", { error: "There is no such organization." });
    }
    return await insertKey(ctx, organization._id, args);
  },
});

/** The keys of an organization, the latest first. */
export const list = internalQuery({
  args: { organizationId: v.string() },
  handler: async (ctx, { organizationId }) => {
    const id = ctx.db.normalizeId("organizations", organizationId);
    if (id === null) {
      throw appError("NOT_FOUND", { error: "There is no such organization." });
    }
    const keys = await ctx.db
      .query("apiKeys")
      .withIndex("by_organization", (q) => q.eq("organizationId", id))
      .order("desc")
      .take(KEYS_LISTED_MAX);
    return keys.map(visible);
  },
});

/** Ends a key at once. Revoking it again answers as the first time. */
export const revoke = internalMutation({
  args: { keyId: v.string() },
  handler: async (ctx, { keyId }) => {
    const id = ctx.db.normalizeId("apiKeys", keyId);
    const key = id === null ? null : await ctx.db.get("apiKeys", id);
    if (key === null) {
      throw appError("NOT_FOUND", { error: "There is no such API key." });
    }
    const revokedAt = key.revokedAt ?? Date.now();
    await ctx.db.patch("apiKeys", key._id, { revokedAt });
    return { keyId: key._id, revokedAt };
  },
});

function visible({
  _id,
  name,
  prefix,
  scopes,
  createdAt,
  lastUsedAt,
  revokedAt,
  limitPerMinute,
}: Doc<"apiKeys">) {
  return { keyId: _id, name, prefix, scopes, createdAt, lastUsedAt, revokedAt, limitPerMinute };
}
