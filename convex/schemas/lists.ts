import { defineTable } from "convex/server";
import { v } from "convex/values";

export const listTables = {
  /**
   * Membership in the lists of open sets, like all contacts with one tag. Written by `lib/objectStore` together
   * with the object, read by `lib/lists`. `list` names organization, type, filter and value.
   */
  objectEntries: defineTable({
    list: v.string(),
    objectId: v.id("objects"),
    archived: v.boolean(),
    createdKey: v.string(),
    nameKey: v.string(),
  })
    .index("by_created", ["list", "archived", "createdKey"])
    .index("by_name", ["list", "archived", "nameKey"]),

  /**
   * Nodes of the trees that count lists, see `lib/lists/orderTree.ts`. Written by `lib/objectStore`, read by
   * `lib/lists` for totals and offsets. `facetNames` is used in roots only.
   */
  listNodes: defineTable({
    list: v.string(),
    isRoot: v.boolean(),
    level: v.number(),
    keys: v.array(v.string()),
    facets: v.array(v.number()),
    children: v.array(v.id("listNodes")),
    counts: v.array(v.array(v.number())),
    facetNames: v.array(v.string()),
  }).index("by_list", ["list", "isRoot"]),

  /**
   * How far lists and search were brought in line with what types declare now. One row, written and read by
   * `lib/objectStore/completion`; the cursor goes through all objects.
   */
  listCompletions: defineTable({
    declared: v.string(),
    cursor: v.union(v.string(), v.null()),
    isDone: v.boolean(),
  }),

  /**
   * What search reads: small rows, because a search looks at up to a thousand of them while objects may be large.
   * Written by `lib/objectStore`, read by `lib/search`.
   */
  objectSearch: defineTable({
    organizationId: v.id("organizations"),
    type: v.string(),
    subtype: v.union(v.string(), v.null()),
    status: v.string(),
    archived: v.boolean(),
    objectId: v.id("objects"),
    createdKey: v.string(),
    nameKey: v.string(),
    /** The values of open sets, so that a search can be narrowed by them without loading objects. */
    entries: v.array(v.string()),
    text: v.string(),
  })
    .index("by_object", ["objectId"])
    .searchIndex("by_text", {
      searchField: "text",
      filterFields: ["organizationId", "type", "subtype", "status", "archived"],
    }),
};
