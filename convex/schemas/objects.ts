import { defineTable } from "convex/server";
import { v } from "convex/values";

/** Who did something: a user, a frontend user, an API key, or Guildhall itself. */
export const actor = v.object({
  kind: v.union(v.literal("user"), v.literal("frontendUser"), v.literal("apiKey"), v.literal("system")),
  id: v.union(v.string(), v.null()),
});

export const objectTables = {
  /**
   * Every business object. Written by `lib/objectStore` only, read through it by the functions of each domain.
   * The last four fields are lifted for indexes. Each declared list is one of these index ranges; equal prefixes
   * are the list, the key at the end is its order.
   */
  objects: defineTable({
    organizationId: v.id("organizations"),
    type: v.string(),
    subtype: v.union(v.string(), v.null()),
    name: v.string(),
    description: v.union(v.string(), v.null()),
    status: v.string(),
    customProperties: v.record(v.string(), v.any()),
    createdBy: v.string(),
    createdAt: v.number(),
    updatedAt: v.number(),
    archivedAt: v.union(v.number(), v.null()),
    version: v.number(),
    archived: v.boolean(),
    createdKey: v.string(),
    nameKey: v.string(),
    uniqueValue: v.union(v.string(), v.null()),
  })
    .index("by_unique_value", ["organizationId", "type", "uniqueValue"])
    .index("by_created", ["organizationId", "type", "archived", "createdKey"])
    .index("by_name", ["organizationId", "type", "archived", "nameKey"])
    .index("by_subtype_and_created", ["organizationId", "type", "archived", "subtype", "createdKey"])
    .index("by_subtype_and_name", ["organizationId", "type", "archived", "subtype", "nameKey"])
    .index("by_status_and_created", ["organizationId", "type", "archived", "status", "createdKey"])
    .index("by_status_and_name", ["organizationId", "type", "archived", "status", "nameKey"])
    .index("by_subtype_status_and_created", [
      "organizationId",
      "type",
      "archived",
      "subtype",
      "status",
      "createdKey",
    ])
    .index("by_subtype_status_and_name", [
      "organizationId",
      "type",
      "archived",
      "subtype",
      "status",
      "nameKey",
    ]),

  /** Typed, directed relations. Written by `lib/objectStore`, read in both directions. */
  objectLinks: defineTable({
    organizationId: v.id("organizations"),
    type: v.string(),
    fromId: v.id("objects"),
    toId: v.id("objects"),
    createdAt: v.number(),
    /** Of a contact's link to its company: staff opened the whole company to its frontend users. It ends with the link. */
    companyVisible: v.optional(v.boolean()),
  })
    .index("by_from", ["fromId", "type"])
    .index("by_to", ["toId", "type"]),

  /**
   * The audit: one row per change, in its transaction. Written by `lib/objectStore`, read by `lib/auditLog`: each index
   * is the log by one of its filters, newest last.
   */
  objectActions: defineTable({
    organizationId: v.id("organizations"),
    /** Of an object, or of a row of another table, like a member or an API key. `objectType` tells which. */
    objectId: v.string(),
    objectType: v.string(),
    action: v.string(),
    actor,
    /** Changed fields only. A creation has none: later rows hold what was there before them. */
    changes: v.record(v.string(), v.object({ before: v.any(), after: v.any() })),
    requestId: v.union(v.string(), v.null()),
    version: v.number(),
    createdAt: v.number(),
  })
    .index("by_object", ["objectId", "createdAt"])
    .index("by_created", ["organizationId", "createdAt"])
    .index("by_actor_kind", ["organizationId", "actor.kind", "createdAt"])
    .index("by_actor", ["organizationId", "actor.kind", "actor.id", "createdAt"])
    .index("by_object_type", ["organizationId", "objectType", "createdAt"])
    .index("by_action", ["organizationId", "action", "createdAt"]),
};
