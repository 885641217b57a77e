import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { contact } from "../../lib/contacts/object";
import { crmOrganization, type CrmOrganizationProperties } from "../../lib/crmOrganizations/object";
import type { Client } from "./clients";
import { loadObject, propertiesOf, type StoredObject } from "./objectStore";
import { COMPANY_LINK, companyOf, viewerOf, visibleToViewer } from "./visibility";

/** What a client sees of their company. `opened` is null unless staff opened it to their contact. */
export interface CompanyForClient {
  id: Id<"objects">;
  name: string;
  opened: OpenCompany | null;
}

/** Everything but what staff keep for themselves: notes, tags, sources and fields of their own. */
type OpenCompany = Pick<
  CrmOrganizationProperties,
  "website" | "industry" | "address" | "taxId" | "billingEmail" | "phone"
> & {
  contacts: { id: Id<"objects">; name: string; email: string; jobTitle?: string }[];
};

/** As many as fit into what one query may read, at 128 KiB each. */
const COLLEAGUES_MAX = 60;

export async function companyForClient(ctx: QueryCtx, client: Client): Promise<CompanyForClient | null> {
  const found = await companyOf(ctx, client);
  if (found === null) {
    return null;
  }
  const { _id: id, name } = found.company;
  return { id, name, opened: found.isOpen ? await openCompany(ctx, client, found.company) : null };
}

async function openCompany(ctx: QueryCtx, client: Client, company: StoredObject): Promise<OpenCompany> {
  const { website, industry, address, taxId, billingEmail, phone } = propertiesOf(crmOrganization, company);
  const links = await ctx.db
    .query("objectLinks")
    .withIndex("by_to", (q) => q.eq("toId", company._id).eq("type", COMPANY_LINK))
    .order("desc")
    .take(COLLEAGUES_MAX);
  const viewer = await viewerOf(ctx, client);
  const contacts = [];
  for (const { fromId } of links) {
    const colleague = await loadObject(ctx, client.organizationId, contact, fromId);
    if (await visibleToViewer(ctx, viewer, colleague)) {
      contacts.push(shownColleague(colleague));
    }
  }
  return { website, industry, address, taxId, billingEmail, phone, contacts };
}

/** No more than colleagues have to know: a form is enough to become one. */
function shownColleague(colleague: StoredObject) {
  const { email, jobTitle } = propertiesOf(contact, colleague);
  return { id: colleague._id, name: colleague.name, email, jobTitle };
}
