import type { MutationCtx, QueryCtx } from "../../_generated/server";
import {
  crmOrganization,
  type CrmOrganizationInput,
  type CrmOrganizationPatch,
  type OrganizationInfo,
} from "../../../lib/crmOrganizations/object";
import { normalisedName } from "../../../lib/crmOrganizations/rules";
import { nameKeyPrefix } from "../../../lib/lists/keys";
import { applyPatch } from "../../../lib/ontology/patch";
import {
  createObject,
  fieldsOf,
  findUnique,
  type Origin,
  type StoredObject,
  updateObject,
} from "../objectStore";
import { parseInput } from "../input";
import { stored } from "../objectStore/document";

/** Companies whose names differ only in accents share a part of the index; more than a few never do. */
const SAME_KEY_MAX = 50;

export async function createOrganization(
  ctx: MutationCtx,
  origin: Origin,
  { name, status = "active", description = null, ...given }: CrmOrganizationInput,
): Promise<StoredObject> {
  return await createObject(ctx, origin, crmOrganization, {
    subtype: null,
    name,
    status,
    description,
    properties: parseInput(crmOrganization.properties, applyPatch({}, given)),
  });
}

export async function patchOrganization(
  ctx: MutationCtx,
  origin: Origin,
  current: StoredObject,
  { name, status, description, ...changes }: CrmOrganizationPatch,
): Promise<StoredObject> {
  const before = fieldsOf(crmOrganization, current);
  return await updateObject(ctx, origin, crmOrganization, current, {
    subtype: null,
    name: name ?? before.name,
    status: status ?? before.status,
    description: description === undefined ? before.description : description,
    properties: parseInput(crmOrganization.properties, applyPatch(before.properties, changes)),
  });
}

/**
 * The company that a contact's body describes: the one with this tax id, else the one with exactly this name unless
 * it has another tax id, else a new one. An existing company is never overwritten from a contact's body.
 */
export async function findOrCreateOrganization(
  ctx: MutationCtx,
  origin: Origin,
  info: OrganizationInfo,
): Promise<StoredObject> {
  const known = await findOrganization(ctx, origin, info);
  return known ?? (await createOrganization(ctx, origin, info));
}

async function findOrganization(
  ctx: QueryCtx,
  { organizationId }: Origin,
  { taxId = null, name }: OrganizationInfo,
): Promise<StoredObject | null> {
  const byTaxId = taxId === null ? null : await findUnique(ctx, organizationId, crmOrganization, taxId);
  if (byTaxId !== null) {
    return byTaxId;
  }
  const prefix = nameKeyPrefix(name);
  const candidates = await ctx.db
    .query("objects")
    .withIndex("by_name", (q) =>
      q
        .eq("organizationId", organizationId)
        .eq("type", crmOrganization.type)
        .eq("archived", false)
        .gte("nameKey", prefix)
        .lt("nameKey", afterAll(prefix)),
    )
    .take(SAME_KEY_MAX);
  const match = candidates.find(
    (candidate) =>
      normalisedName(candidate.name) === normalisedName(name) &&
      (taxId === null || candidate.uniqueValue === null),
  );
  return match === undefined ? null : stored(match);
}

/** `prefix` ends with the separator U+0000: the first key that does not begin with it follows at U+0001. */
function afterAll(prefix: string): string {
  return `${prefix.slice(0, -1)}\u0001`;
}
