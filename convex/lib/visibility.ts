import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { definitionOf } from "../../lib/ontology/registry";
import { isVisible, type Viewer } from "../../lib/permissions/visibility";
import { type Client, crmContextOf, loadSignedIn } from "./clients";
import { linksFrom, type StoredObject } from "./objectStore";

/** The type of the link from a contact to its company, where staff's leave to see the company is kept. */
export const COMPANY_LINK = "works_for";

/** Whether a frontend user sees an object at all. What of it they are shown is for the function that shows it. */
export async function visibleTo(ctx: QueryCtx, client: Client, object: StoredObject): Promise<boolean> {
  return await visibleToViewer(ctx, await viewerOf(ctx, client), object);
}

/** The same for many objects, with what is to be known of the client read once. */
export async function visibleToViewer(
  ctx: QueryCtx,
  viewer: Viewer,
  { _id: id, organizationId, type, archived }: StoredObject,
): Promise<boolean> {
  const pointsTo = await clientTargets(ctx, { id, type });
  return isVisible(viewer, { id, organizationId, archived, pointsTo });
}

export async function viewerOf(ctx: QueryCtx, client: Client): Promise<Viewer> {
  const { organizationId, contactId } = client;
  const found = await companyOf(ctx, client);
  return { organizationId, contactId, openCompanyId: found?.isOpen ? found.company._id : null };
}

/** The company of a client's contact, and whether staff opened it to that contact. */
export async function companyOf(
  ctx: QueryCtx,
  client: Client,
): Promise<{ company: StoredObject; isOpen: boolean } | null> {
  const { contact: own, company } = await crmContextOf(ctx, await loadSignedIn(ctx, client));
  if (own === null || company === null) {
    return null;
  }
  const links = await linksFrom(ctx, own._id, COMPANY_LINK);
  const isOpen = links.some((link) => link.toId === company._id && link.companyVisible === true);
  return { company, isOpen };
}

/** Only links that their type declares to be for clients: sign-ins of others point to contacts as well. */
async function clientTargets(
  ctx: QueryCtx,
  { id, type }: { id: Id<"objects">; type: string },
): Promise<string[]> {
  const declared = definitionOf(type)?.links.filter((link) => link.forClients === true) ?? [];
  const rows = await Promise.all(declared.map((link) => linksFrom(ctx, id, link.type)));
  return rows.flat().map((row) => row.toId);
}
