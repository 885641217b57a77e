import { v } from "convex/values";
import { contact } from "../lib/contacts/object";
import { crmOrganization } from "../lib/crmOrganizations/object";
import { frontendUser } from "../lib/frontendUsers/object";
import type { ObjectDefinition } from "../lib/ontology/defineObject";
import type { Id } from "./_generated/dataModel";
import type { QueryCtx } from "./_generated/server";
import { propertiesOf, type StoredObject } from "./lib/objectStore";
import { searchObjects } from "./lib/search";
import { staffMember, staffQuery } from "./lib/staff";
import { titleOf } from "./lib/titles";

/** Few enough that all of them fit onto one screen; the list of each type finds the others. */
const RESULTS_PER_TYPE_MAX = 6;

export interface SearchResult {
  type: "crm_contact" | "crm_organization" | "frontend_user";
  id: Id<"objects">;
  name: string;
  detail: string | null;
  archived: boolean;
}

interface Searched {
  type: SearchResult["type"];
  definition: ObjectDefinition;
  detailOf: (found: StoredObject) => string | null;
}

const searched: readonly Searched[] = [
  { type: "crm_contact", definition: contact, detailOf: contactDetail },
  { type: "crm_organization", definition: crmOrganization, detailOf: companyDetail },
  { type: "frontend_user", definition: frontendUser, detailOf: clientDetail },
];

/** What is current and has the words of the term, of all types that the role may read, each type latest first. */
export const searchEverything = staffQuery({
  args: { organizationId: v.string(), term: v.string() },
  handler: async (ctx, { organizationId, term }): Promise<{ results: SearchResult[] }> => {
    const { origin, may } = await staffMember(ctx, organizationId);
    const results: SearchResult[] = [];
    for (const one of searched) {
      if (may(`${one.definition.resource}:read`)) {
        results.push(...(await searchType(ctx, origin.organizationId, { term, ...one })));
      }
    }
    return { results };
  },
});

async function searchType(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  { term, type, definition, detailOf }: Searched & { term: string },
): Promise<SearchResult[]> {
  const request = { term, filters: {}, page: { limit: RESULTS_PER_TYPE_MAX } };
  const { objects } = await searchObjects(ctx, organizationId, definition, request);
  return objects.map((found) => ({
    ...{ type, id: found._id, name: titleOf(found), detail: detailOf(found) },
    archived: found.archived,
  }));
}

function contactDetail(found: StoredObject): string {
  return propertiesOf(contact, found).email;
}

function companyDetail(found: StoredObject): string | null {
  const { industry, website } = propertiesOf(crmOrganization, found);
  return industry ?? website ?? null;
}

function clientDetail(found: StoredObject): string {
  return propertiesOf(frontendUser, found).email;
}
