import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { contact } from "../../lib/contacts/object";
import { crmOrganization } from "../../lib/crmOrganizations/object";
import { frontendUser } from "../../lib/frontendUsers/object";
import { identitiesOf } from "./frontendUsers";
import { findObject, findUnique, linksFrom, propertiesOf, type StoredObject } from "./objectStore";
import { COMPANY_LINK } from "./visibility";

/** What staff see of who a frontend user is in the CRM. */

export interface ClientContact {
  id: Id<"objects">;
  name: string;
  email: string;
  /** As long as it is, the client sees nothing of the CRM. */
  archived: boolean;
  crmOrganizationId: string | null;
  companyVisible: boolean;
}

export interface SuggestedContact {
  id: Id<"objects">;
  name: string;
  email: string;
  /** Whether a provider proves that this e-mail is the client's. If not, anybody may have typed it. */
  emailVerified: boolean;
}

export async function contactOfClient(ctx: QueryCtx, user: StoredObject): Promise<ClientContact | null> {
  const { crmContactId } = propertiesOf(frontendUser, user);
  const found = crmContactId === undefined ? null : await findObject(ctx, contact, crmContactId);
  if (found === null) {
    return null;
  }
  const { _id: id, name, archived } = found;
  const { email, crmOrganizationId = null } = propertiesOf(contact, found);
  const links = crmOrganizationId === null ? [] : await linksFrom(ctx, id, COMPANY_LINK);
  const companyVisible = links.some(
    (link) => link.toId === crmOrganizationId && link.companyVisible === true,
  );
  return { id, name, email, archived, crmOrganizationId, companyVisible };
}

/** The name of a CRM organization, archived or not. */
export async function companyName(ctx: QueryCtx, id: string | null): Promise<string | null> {
  return id === null ? null : ((await findObject(ctx, crmOrganization, id))?.name ?? null);
}

/** The current contact with the client's e-mail, else with one that another of their identities has. */
export async function suggestedContact(ctx: QueryCtx, user: StoredObject): Promise<SuggestedContact | null> {
  const own = propertiesOf(frontendUser, user);
  const identities = await identitiesOf(ctx, user._id);
  const claims = new Map([own, ...identities].map(({ email }) => [email, false]));
  for (const { email, emailVerified } of [own, ...identities]) {
    claims.set(email, claims.get(email) === true || emailVerified);
  }
  for (const [email, emailVerified] of claims) {
    const found = await findUnique(ctx, user.organizationId, contact, email);
    if (found !== null && !found.archived) {
      return { id: found._id, name: found.name, email, emailVerified };
    }
  }
  return null;
}
