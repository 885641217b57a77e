import { contact } from "../lib/contacts/object";
import { frontendUser } from "../lib/frontendUsers/object";
import { crmContextOf, loadSignedIn } from "./lib/clients";
import { identitiesOf } from "./lib/frontendUsers";
import { propertiesOf, type StoredObject } from "./lib/objectStore";
import { loadOrganization } from "./lib/organizations";
import { portalQuery } from "./lib/portal";
import { exportOf } from "./lib/portalExport";

/** What the pages of the portal show of the client themselves: only what they told, and what staff linked them to. */

/** Who is signed in, at whose portal, and as which contact. Without a contact the client has to wait for staff. */
export const getHome = portalQuery({
  args: {},
  handler: async (ctx) => {
    const user = await loadSignedIn(ctx, ctx.client);
    const { email, emailVerified, displayName } = propertiesOf(frontendUser, user);
    const { name, locale, timeZone } = await loadOrganization(ctx, ctx.client.organizationId);
    const { contact: own } = await crmContextOf(ctx, user);
    return {
      user: { name: displayName, email, emailVerified },
      organization: { name, locale, timeZone },
      contact: own === null ? null : shownContact(own),
    };
  },
});

/** The accounts at providers with which the client can sign in. */
export const listIdentities = portalQuery({
  args: {},
  handler: async (ctx) => {
    const identities = await identitiesOf(ctx, ctx.client.frontendUserId);
    return identities.map(({ _id: id, provider, email, emailVerified, linkedAt, lastLogin }) => ({
      ...{ id, provider, email, emailVerified, linkedAt, lastLogin },
    }));
  },
});

/** What is kept of the client, for them to take along. */
export const exportMyData = portalQuery({
  args: {},
  handler: async (ctx) => await exportOf(ctx, ctx.client),
});

/** Notes, tags, source and status are what staff think, and stay with them. */
function shownContact(own: StoredObject) {
  const { email, phone, jobTitle } = propertiesOf(contact, own);
  return { id: own._id, name: own.name, email, phone: phone ?? null, jobTitle: jobTitle ?? null };
}
