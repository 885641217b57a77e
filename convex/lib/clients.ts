import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { contact } from "../../lib/contacts/object";
import { crmOrganization } from "../../lib/crmOrganizations/object";
import { appError } from "../../lib/errors";
import { frontendUser } from "../../lib/frontendUsers/object";
import type { ObjectDefinition } from "../../lib/ontology/defineObject";
import { findObject, propertiesOf, type StoredObject } from "./objectStore";

/** A signed-in frontend user, and the contact that they are. */
export interface Client {
  organizationId: Id<"organizations">;
  frontendUserId: Id<"objects">;
  contactId: Id<"objects"> | null;
}

/** Who a frontend user is in the CRM. */
export interface CrmContext {
  contact: StoredObject | null;
  company: StoredObject | null;
}

/** The frontend user of a session, or UNAUTHORIZED. */
export async function loadSignedIn(ctx: QueryCtx, session: SessionOwner): Promise<StoredObject> {
  const user = await findSignedIn(ctx, session);
  if (user === null) {
    throw appError("UNAUTHORIZED");
  }
  return user;
}

/** Suspending ends all sessions. A user's status is asked all the same, in case one was left behind. */
export async function findSignedIn(
  ctx: QueryCtx,
  { organizationId, frontendUserId }: SessionOwner,
): Promise<StoredObject | null> {
  const user = await findObject(ctx, frontendUser, frontendUserId);
  return user?.organizationId === organizationId && user.status === "active" ? user : null;
}

type SessionOwner = Omit<Client, "contactId">;

/**
 * The contact that a frontend user is linked to, and its company. What is archived counts as absent: signing in goes
 * on working, shows nothing of the CRM as long as the contact is archived, and the contact again once it is restored,
 * because the link itself stays. Only staff point it to another contact.
 */
export async function crmContextOf(ctx: QueryCtx, user: StoredObject): Promise<CrmContext> {
  const { organizationId } = user;
  const { crmContactId } = propertiesOf(frontendUser, user);
  const own = await findCurrent(ctx, contact, { organizationId, id: crmContactId });
  if (own === null) {
    return { contact: null, company: null };
  }
  const { crmOrganizationId } = propertiesOf(contact, own);
  return {
    contact: own,
    company: await findCurrent(ctx, crmOrganization, { organizationId, id: crmOrganizationId }),
  };
}

async function findCurrent(
  ctx: QueryCtx,
  definition: ObjectDefinition,
  { organizationId, id }: { organizationId: Id<"organizations">; id: string | undefined },
): Promise<StoredObject | null> {
  const object = id === undefined ? null : await findObject(ctx, definition, id);
  return object?.organizationId === organizationId && !object.archived ? object : null;
}
