import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../../lib/errors";
import type { Organization, OrganizationPatch } from "../../lib/organizations/object";
import { applyPatch } from "../../lib/ontology/patch";
import { differences, expectVersion, type Origin, recordAction } from "./objectStore";

/** The organization that a caller acts in. It is gone only if its row was removed by hand. */
export async function loadOrganization(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
): Promise<Organization> {
  return shown(await findRow(ctx, organizationId));
}

/** Gives the organization the fields of `changes`, which are checked already. Equal ones change nothing. */
export async function patchOrganization(
  ctx: MutationCtx,
  origin: Origin,
  changes: OrganizationPatch,
  expectedVersions: readonly number[] | undefined,
): Promise<Organization> {
  const row = await findRow(ctx, origin.organizationId);
  expectVersion(shown(row), expectedVersions);
  const wanted = applyPatch(row, changes) as Doc<"organizations">;
  const before = shown(row);
  const differing = differences(before, shown(wanted));
  if (Object.keys(differing).length === 0) {
    return before;
  }
  const { _id, _creationTime, ...fields } = wanted;
  const version = before.version + 1;
  const changed = { ...fields, version, updatedAt: Date.now() };
  await ctx.db.replace("organizations", _id, changed);
  const after = shown({ _id, _creationTime, ...changed });
  await refreshOrigins(ctx, _id, { before: before.allowedOrigins, after: after.allowedOrigins });
  const action = { id: _id, type: "organization", action: "updated", changes: differing, version };
  await recordAction(ctx, origin, action);
  return after;
}

/** Whether pages of this origin may read the answers of an organization; null stands for any of them. */
export async function originAllowed(
  ctx: QueryCtx,
  origin: string,
  organizationId: Id<"organizations"> | null,
): Promise<boolean> {
  const row = await ctx.db
    .query("organizationOrigins")
    .withIndex("by_origin", (q) =>
      organizationId === null
        ? q.eq("origin", origin)
        : q.eq("origin", origin).eq("organizationId", organizationId),
    )
    .first();
  return row !== null;
}

async function findRow(ctx: QueryCtx, organizationId: Id<"organizations">): Promise<Doc<"organizations">> {
  const row = await ctx.db.get("organizations", organizationId);
  if (row === null) {
    throw appError("NOT_FOUND", { error: "There is no such organization." });
  }
  return row;
}

function shown(row: Doc<"organizations">): Organization {
  const { _id: id, name, locale, timeZone, currency, createdAt } = row;
  const { address = null, taxId = null, allowedOrigins = [], version = 1, updatedAt = createdAt } = row;
  const settings = { name, locale, timeZone, currency, address, taxId, allowedOrigins };
  return { id, ...settings, version, createdAt, updatedAt };
}

async function refreshOrigins(
  ctx: MutationCtx,
  organizationId: Id<"organizations">,
  { before, after }: { before: readonly string[]; after: readonly string[] },
): Promise<void> {
  for (const origin of before.filter((one) => !after.includes(one))) {
    const row = await ctx.db
      .query("organizationOrigins")
      .withIndex("by_origin", (q) => q.eq("origin", origin).eq("organizationId", organizationId))
      .unique();
    if (row !== null) {
      await ctx.db.delete("organizationOrigins", row._id);
    }
  }
  for (const origin of after.filter((one) => !before.includes(one))) {
    await ctx.db.insert("organizationOrigins", { origin, organizationId });
  }
}
