import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { appError } from "../../../lib/errors";
import type { ObjectDefinition, ObjectLink } from "../../../lib/ontology/defineObject";
import type { StoredObject } from "./document";

/**
 * Brings the rows of `objectLinks` in line with the properties that they come from. The target must exist, belong to
 * the same organization and be of the declared type. What staff opened to clients through a link ends with it, and
 * with the archiving of the object: an archived contact comes back by a mere form, its powers do not.
 */
export async function refreshLinks(
  ctx: MutationCtx,
  definition: ObjectDefinition,
  before: StoredObject | null,
  after: StoredObject,
): Promise<void> {
  for (const link of definition.links) {
    const from = target(before, link);
    const to = target(after, link);
    if (from === to) {
      if (after.archived && before?.archived === false) {
        await setCompanyVisible(ctx, { fromId: after._id, type: link.type }, false);
      }
      continue;
    }
    if (from !== null) {
      await removeLink(ctx, after._id, link, from);
    }
    if (to !== null) {
      await addLink(ctx, after, link, to);
    }
  }
}

/** Opens or closes a company to the frontend users of a contact. Says whether that changed anything. */
export async function setCompanyVisible(
  ctx: MutationCtx,
  { fromId, type }: { fromId: Id<"objects">; type: string },
  companyVisible: boolean,
): Promise<boolean> {
  const rows = await linksFrom(ctx, fromId, type);
  const changed = rows.filter((row) => (row.companyVisible ?? false) !== companyVisible);
  for (const row of changed) {
    await ctx.db.patch("objectLinks", row._id, { companyVisible });
  }
  return changed.length > 0;
}

/** The rows of one type that begin at an object. */
export async function linksFrom(
  ctx: QueryCtx,
  fromId: Id<"objects">,
  type: string,
): Promise<Doc<"objectLinks">[]> {
  return await ctx.db
    .query("objectLinks")
    .withIndex("by_from", (q) => q.eq("fromId", fromId).eq("type", type))
    .take(LINKS_OF_ONE_TYPE_MAX);
}

async function addLink(ctx: MutationCtx, object: StoredObject, link: ObjectLink, to: string): Promise<void> {
  const toId = ctx.db.normalizeId("objects", to);
  const other = toId === null ? null : await ctx.db.get("objects", toId);
  if (other?.organizationId !== object.organizationId || other.type !== link.to) {
    throw appError("INVALID_REQUEST", {
      details: [{ path: link.property, message: `There is no such ${link.to.replace("_", " ")}.` }],
    });
  }
  await ctx.db.insert("objectLinks", {
    organizationId: object.organizationId,
    type: link.type,
    fromId: object._id,
    toId: other._id,
    createdAt: object.updatedAt,
  });
}

async function removeLink(
  ctx: MutationCtx,
  fromId: Id<"objects">,
  link: ObjectLink,
  to: string,
): Promise<void> {
  for (const row of await linksFrom(ctx, fromId, link.type)) {
    if (row.toId === to) {
      await ctx.db.delete("objectLinks", row._id);
    }
  }
}

/** A property points to one object, so there is one row; the bound only keeps a damaged table from a long read. */
const LINKS_OF_ONE_TYPE_MAX = 10;

function target(object: StoredObject | null, link: ObjectLink): string | null {
  const value: unknown = object?.customProperties[link.property];
  return typeof value === "string" ? value : null;
}
