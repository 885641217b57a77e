import * as z from "zod";
import { contact, contactInput, contactPatch } from "../contacts/object";
import { EXAMPLE_ID, line } from "../ontology/fields";
import { archived, objectSchema } from "./objects";
import { idParams, pageFields, pageQuery } from "./parameters";
import { defineRoute } from "./route";

const tag = "Contacts";
const contactSchema = objectSchema(contact, { id: "Contact", exampleName: "Ada Lovelace" });
const changed = z.strictObject({ success: z.literal(true), contact: contactSchema });

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
  errors: ["CONFLICT"],
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
    search: z.string().min(1).max(500).optional(),
    ...pageQuery,
  }),
  answers: {
    200: {
      description: "A page of contacts.",
      schema: z.strictObject({ contacts: z.array(contactSchema), ...pageFields }),
    },
  },
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
  answers: { 200: { description: "The contact after the change.", schema: changed, etag: true } },
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
  answers: { 200: { description: "The contact.", schema: changed, etag: true } },
});

function upserted() {
  return z.strictObject({
    success: z.literal(true),
    contactId: z.string(),
    crmOrganizationId: z.string().nullable(),
    isNewContact: z.boolean(),
    message: z.string(),
  });
}

function upsertExample(isNewContact: boolean) {
  const message = `Contact ${isNewContact ? "created" : "updated"} successfully`;
  const ids = { contactId: EXAMPLE_ID, crmOrganizationId: null };
  return { plain: { value: { success: true, ...ids, isNewContact, message } } };
}
