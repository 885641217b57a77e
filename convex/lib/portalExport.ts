import type { QueryCtx } from "../_generated/server";
import { contact } from "../../lib/contacts/object";
import { frontendUser } from "../../lib/frontendUsers/object";
import { crmContextOf, loadSignedIn } from "./clients";
import { frontendLogins } from "./frontendSessions";
import { identitiesOf } from "./frontendUsers";
import { propertiesOf, type StoredObject } from "./objectStore";
import { loadOrganization } from "./organizations";
import type { PortalClient } from "./portal";

/**
 * Everything that is kept of a client and is theirs, as plain JSON. What staff think of them is not: notes, tags, source,
 * kind, status and fields of their own. Nor is what belongs to others: of a company there is the name, whatever staff opened.
 */
export async function exportOf(ctx: QueryCtx, client: PortalClient) {
  const user = await loadSignedIn(ctx, client);
  const { name } = await loadOrganization(ctx, client.organizationId);
  const { contact: own, company } = await crmContextOf(ctx, user);
  return {
    organization: { name },
    account: accountOf(user),
    identities: await identitiesIn(ctx, user),
    sessions: await sessionsIn(ctx, client),
    contact: own === null ? null : { ...contactIn(own), organization: company?.name ?? null },
  };
}

function accountOf(user: StoredObject) {
  const { _id: id, createdAt, updatedAt } = user;
  const { displayName: name, email, emailVerified, lastLogin } = propertiesOf(frontendUser, user);
  return { id, name, email, emailVerified, createdAt, updatedAt, lastLogin };
}

async function identitiesIn(ctx: QueryCtx, user: StoredObject) {
  const identities = await identitiesOf(ctx, user._id);
  return identities.map(({ provider, subject, email, emailVerified, linkedAt, lastLogin }) => ({
    ...{ provider, subject, email, emailVerified, linkedAt, lastLogin },
  }));
}

async function sessionsIn(ctx: QueryCtx, { frontendUserId, loginId }: PortalClient) {
  const logins = await frontendLogins(ctx, frontendUserId);
  return logins.map(({ _id: id, oauthProvider: provider, createdAt, lastUsedAt, expiresAt }) => ({
    ...{ provider, createdAt, lastUsedAt, expiresAt, current: id === loginId },
  }));
}

function contactIn(own: StoredObject) {
  const { _id: id, name, createdAt, updatedAt } = own;
  const { email, firstName = null, lastName = null, ...others } = propertiesOf(contact, own);
  const { phone = null, jobTitle = null, company = null, eventRegistrations } = others;
  const person = { name, email, firstName, lastName, phone, jobTitle, company };
  return { id, ...person, eventRegistrations, createdAt, updatedAt };
}
