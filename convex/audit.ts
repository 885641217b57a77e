import { v } from "convex/values";
import { appError } from "../lib/errors";
import { definitionOf } from "../lib/ontology/registry";
import { actor } from "./schemas/objects";
import { auditActors } from "./lib/auditActors";
import { listActions as listActionsIn, listActionsOf } from "./lib/auditLog";
import { staffObject, staffOrigin, staffQuery } from "./lib/staff";

/** What happened, for people who have to find out who did what. */

const pageArgs = { cursor: v.optional(v.string()), limit: v.optional(v.number()) };

/** Everything that happened in an organization, newest first. A page may be short, and have a next one all the same. */
export const listActions = staffQuery({
  args: {
    organizationId: v.string(),
    actorKind: v.optional(actor.fields.kind),
    actorId: v.optional(v.string()),
    objectType: v.optional(v.string()),
    action: v.optional(v.string()),
    from: v.optional(v.number()),
    to: v.optional(v.number()),
    ...pageArgs,
  },
  handler: async (ctx, { organizationId: id, cursor, limit, ...filters }) => {
    const { organizationId } = await staffOrigin(ctx, id, "audit:read");
    return await listActionsIn(ctx, organizationId, filters, { cursor, limit });
  },
});

/** What happened to one object. Whoever may read the object may read how it came to be. */
export const objectHistory = staffQuery({
  args: { objectId: v.string(), ...pageArgs },
  handler: async (ctx, { objectId: id, ...page }) => {
    const objectId = ctx.db.normalizeId("objects", id);
    const row = objectId === null ? null : await ctx.db.get("objects", objectId);
    const definition = row === null ? null : definitionOf(row.type);
    if (row === null || definition === null) {
      throw appError("NOT_FOUND");
    }
    const { object } = await staffObject(ctx, definition, row._id, `${definition.resource}:read`);
    return await listActionsOf(ctx, object._id, page);
  },
});

/** Whom the audit can be narrowed to. */
export const listActors = staffQuery({
  args: { organizationId: v.string() },
  handler: async (ctx, args) => {
    const { organizationId } = await staffOrigin(ctx, args.organizationId, "audit:read");
    return { actors: await auditActors(ctx, organizationId) };
  },
});
