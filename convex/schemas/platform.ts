import { defineTable } from "convex/server";
import { v } from "convex/values";
import { actor } from "./objects";

export const platformTables = {
  /** Secrets of programs, as hashes. Written by `apiKeys` and `demo`, read by `gateway` on every request. */
  apiKeys: defineTable({
    organizationId: v.id("organizations"),
    name: v.string(),
    /** The beginning of the secret, for people who have to tell keys apart. */
    prefix: v.string(),
    tokenHash: v.string(),
    scopes: v.array(v.string()),
    limitPerMinute: v.union(v.number(), v.null()),
    createdBy: v.string(),
    createdAt: v.number(),
    lastUsedAt: v.union(v.number(), v.null()),
    revokedAt: v.union(v.number(), v.null()),
  })
    .index("by_token_hash", ["tokenHash"])
    .index("by_organization", ["organizationId"]),

  /** The outbox: what happened, in the transaction in which it happened. Written by `lib/objectStore`. */
  events: defineTable({
    organizationId: v.id("organizations"),
    name: v.string(),
    objectId: v.id("objects"),
    version: v.number(),
    actor,
    createdAt: v.number(),
  }),
};
