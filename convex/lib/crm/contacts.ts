import type { MutationCtx } from "../../_generated/server";
import {
  contact,
  type ContactInput,
  type ContactPatch,
  type ContactProperties,
  type EventRegistration,
} from "../../../lib/contacts/object";
import { contactName, registeredContact } from "../../../lib/contacts/rules";
import { appError } from "../../../lib/errors";
import { applyPatch } from "../../../lib/ontology/patch";
import {
  createObject,
  fieldsOf,
  findUnique,
  type ObjectFields,
  type Origin,
  propertiesOf,
  restoreObject,
  type StoredObject,
  updateObject,
} from "../objectStore";
import { parseInput } from "../input";
import { findOrCreateOrganization } from "./organizations";

export interface UpsertedContact {
  contact: StoredObject;
  isNew: boolean;
}

/**
 * Makes a contact, or overwrites the given fields of the one who has this e-mail already; an archived one comes back.
 * `source` is what a new contact gets when none is given.
 */
export async function upsertContact(
  ctx: MutationCtx,
  origin: Origin,
  input: ContactInput,
  source: string,
): Promise<UpsertedContact> {
  const { organizationInfo, ...given } = input;
  const changes = { ...given };
  if (organizationInfo !== undefined) {
    if (given.crmOrganizationId !== undefined) {
      const message = "cannot be combined with organizationInfo";
      throw appError("INVALID_REQUEST", { details: [{ path: "crmOrganizationId", message }] });
    }
    changes.crmOrganizationId = (await findOrCreateOrganization(ctx, origin, organizationInfo))._id;
  }
  const known = await findUnique(ctx, origin.organizationId, contact, given.email);
  if (known === null) {
    const draft = patched(newContact(source), changes);
    return { contact: await createObject(ctx, origin, contact, draft), isNew: true };
  }
  const current = await restoreObject(ctx, origin, contact, known);
  return { contact: await patchContact(ctx, origin, current, changes), isNew: false };
}

/** Who registered for an event, made or updated as anybody else. */
export async function registerContact(
  ctx: MutationCtx,
  origin: Origin,
  registration: EventRegistration,
): Promise<UpsertedContact> {
  const { email } = registration.attendeeInfo;
  const known = await findUnique(ctx, origin.organizationId, contact, email);
  const input = registeredContact(registration, known === null ? null : propertiesOf(contact, known));
  return await upsertContact(ctx, origin, input, "event");
}

export async function patchContact(
  ctx: MutationCtx,
  origin: Origin,
  current: StoredObject,
  changes: ContactPatch,
): Promise<StoredObject> {
  const fields = patched(fieldsOf(contact, current), changes);
  return await updateObject(ctx, origin, contact, current, fields);
}

function newContact(source: string): Omit<ObjectFields, "name"> {
  return { subtype: "lead", description: null, status: "active", properties: { source } };
}

/** The fields after a change, with the name that follows from them. */
function patched(
  current: Omit<ObjectFields, "name">,
  { subtype, status, description, ...changes }: ContactPatch,
): ObjectFields<typeof contact> {
  const properties: ContactProperties = parseInput(
    contact.properties,
    applyPatch(current.properties, changes),
  );
  return {
    subtype: subtype ?? current.subtype,
    status: status ?? current.status,
    description: description === undefined ? current.description : description,
    name: contactName(properties),
    properties,
  };
}
