import * as z from "zod";
import { contact, contactInput, contactPatch, eventRegistration } from "../contacts/object";
import { EXAMPLE_ID, line } from "../ontology/fields";
import { changedContact, contactPage, contactSchema } from "./crmSchemas";
import { answeredId, archived } from "./objects";
import { idParams, pageQuery, search } from "./parameters";
import { defineRoute } from "./route";

const tag = "Contacts";

export const createContact = defineRoute({
  operationId: "createContact",
  method: "post",
  path: "/crm/contacts",
  tag,
  summary: "Create a contact, or update the one who has this e-mail.",
  body: { description: "The contact.", schema: contactInput.meta({ id: "ContactInput" }) },
  answers: {
    201: { description: "A new contact.", schema: upserted(), examples: upsertExample(true) },
    200: {
      description: "The contact was known: given fields were overwritten, omitted ones kept.",
      schema: upserted(),
      examples: upsertExample(false),
    },
  },
});

export const createContactFromEvent = defineRoute({
  operationId: "createContactFromEvent",
  method: "post",
  path: "/crm/contacts/from-event",
  tag,
  summary: "Create a contact from an event registration, or update the one who has this e-mail.",
  description: [
    "`eventId` is your own name for the event. Each event stands once in the contact's `eventRegistrations`, and registering",
    "again corrects it. A new contact gets the source `event` and the event's id as `sourceRef`; a known one keeps",
    "both, its tags (those of the attendee are added), and its company: whoever types an e-mail into a form does not move",
    "its owner to another company. All other given fields overwrite.",
  ].join(" "),
  body: {
    description: "Who registered for what.",
    schema: eventRegistration.meta({ id: "EventRegistration" }),
  },
  answers: {
    201: { description: "A new contact.", schema: registered(), examples: registrationExample(true) },
    200: {
      description: "The contact was known.",
      schema: registered(),
      examples: registrationExample(false),
    },
  },
});

export const getContacts = defineRoute({
  operationId: "getContacts",
  method: "get",
  path: "/crm/contacts",
  tag,
  summary: "List contacts.",
  query: z.object({
    subtype: z.enum(contact.subtypes).optional(),
    status: z.enum(contact.statuses).optional(),
    source: line(100).toLowerCase().optional(),
    tag: line(100).optional(),
    search,
    ...pageQuery,
  }),
  answers: { 200: contactPage },
});

export const getContact = defineRoute({
  operationId: "getContact",
  method: "get",
  path: "/crm/contacts/{id}",
  tag,
  summary: "Get one contact. Archived ones are answered too.",
  params: idParams,
  answers: { 200: { description: "The contact.", schema: contactSchema, etag: true } },
});

export const updateContact = defineRoute({
  operationId: "updateContact",
  method: "patch",
  path: "/crm/contacts/{id}",
  tag,
  summary: "Change fields of a contact. null clears an optional one.",
  params: idParams,
  ifMatch: true,
  body: { description: "The fields to change.", schema: contactPatch.meta({ id: "ContactPatch" }) },
  answers: { 200: changedContact },
  errors: ["CONFLICT"],
});

export const archiveContact = defineRoute({
  operationId: "archiveContact",
  method: "delete",
  path: "/crm/contacts/{id}",
  tag,
  summary: "Archive a contact. Again on repetition.",
  params: idParams,
  ifMatch: true,
  answers: { 200: archived },
});

export const restoreContact = defineRoute({
  operationId: "restoreContact",
  method: "post",
  path: "/crm/contacts/{id}/restore",
  tag,
  summary: "Bring an archived contact back.",
  params: idParams,
  answers: { 200: changedContact },
});

function upserted() {
  return z.strictObject({
    success: z.literal(true),
    contactId: answeredId,
    crmOrganizationId: z.string().nullable(),
    isNewContact: z.boolean(),
    message: z.string(),
  });
}

function upsertExample(isNewContact: boolean) {
  return { plain: { value: upsertedValue(isNewContact) } };
}

function upsertedValue(isNewContact: boolean) {
  const message = `Contact ${isNewContact ? "created" : "updated"} successfully`;
  return { success: true, contactId: EXAMPLE_ID, crmOrganizationId: null, isNewContact, message };
}

/** `organizationId` is the caller's own organization, `crmOrganizationId` the contact's company. */
function registered() {
  return upserted().extend({ eventId: z.string(), organizationId: z.string() });
}

function registrationExample(isNewContact: boolean) {
  const ids = { eventId: "conference-2026", organizationId: "k17c4n8s6p2d9f5h3j7k1m4q8r0t2v6x" };
  return { plain: { value: { ...upsertedValue(isNewContact), ...ids } } };
}
