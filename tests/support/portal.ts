import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { type ApiResponse, ask, type Backend, seedKey, seedTenant, type Tenant } from "../setup";

/** A tenant with the key of its portal's server. */
export interface PortalTenant extends Tenant {
  portalKey: string;
}

export async function seedPortal(t: Backend, name = "Acme"): Promise<PortalTenant> {
  const tenant = await seedTenant(t, name);
  return { ...tenant, portalKey: await seedKey(t, tenant.organizationId, ["portal:sync"]) };
}

/** Ada, to whom Google proves her e-mail. */
export const ada = {
  email: "ada@lovelace.example",
  name: "Ada Lovelace",
  oauthProvider: "google",
  oauthId: "google-ada",
  emailVerified: true,
};

/** Tells the API who has just signed in. */
export async function sync(
  t: Backend,
  { portalKey }: { portalKey: string },
  person: object = {},
): Promise<ApiResponse> {
  return await ask(t, portalKey, "POST", "/auth/sync-user", { body: { ...ada, ...person } });
}

export interface SignedIn {
  id: Id<"objects">;
  token: string;
  sessionId: string;
}

/** Somebody who signed in and opened a page of the portal. */
export async function signIn(t: Backend, tenant: PortalTenant, person: object = {}): Promise<SignedIn> {
  const { status, body } = await sync(t, tenant, person);
  if (status >= 300) {
    throw new Error(`The sign-in was answered ${status}: ${JSON.stringify(body)}`);
  }
  const { sessionId } = await t.mutation(api.frontendUserQueries.openPage, { token: body.sessionToken });
  return { id: body._id, token: body.sessionToken, sessionId };
}

/** A contact as the API makes it. */
export async function addContact(
  t: Backend,
  { apiKey }: Tenant,
  contact: object = {},
): Promise<{ contactId: Id<"objects">; crmOrganizationId: Id<"objects"> }> {
  const { body } = await ask(t, apiKey, "POST", "/crm/contacts", { body: { email: ada.email, ...contact } });
  return body;
}
