import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { contact, contactInput, contactPatch } from "../contacts/object";
import { line } from "../ontology/fields";
import { objectSchema } from "./objects";
import { idParams, ifMatchHeaders, noQuery, pageFields, pageQuery } from "./parameters";
import { errors, json, keyErrors } from "./responses";

const common = { tags: ["Contacts"], security: [{ apiKey: [] }] };
const contactSchema = objectSchema(contact);
const changed = z.object({ success: z.literal(true), contact: contactSchema });

export const createContact = createRoute({
  ...common,
  operationId: "createContact",
  method: "post",
  path: "/crm/contacts",
  summary: "Create a contact, or update the one who has this e-mail.",
  request: { query: noQuery, body: { required: true, ...json("The contact.", contactInput) } },
  responses: {
    201: json("A new contact.", upserted()),
    200: json("The contact was known: given fields were overwritten, omitted ones kept.", upserted()),
    ...errors(...keyErrors, "CONFLICT", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"),
  },
});

export const getContacts = createRoute({
  ...common,
  operationId: "getContacts",
  method: "get",
  path: "/crm/contacts",
  summary: "List contacts.",
  request: {
    query: z.object({
      subtype: z.enum(contact.subtypes).optional(),
      status: z.enum(contact.statuses).optional(),
      source: line(100).toLowerCase().optional(),
      tag: line(100).optional(),
      search: z.string().min(1).max(500).optional(),
      ...pageQuery,
    }),
  },
  responses: {
    200: json("A page of contacts.", z.object({ contacts: z.array(contactSchema), ...pageFields })),
    ...errors(...keyErrors),
  },
});

export const getContact = createRoute({
  ...common,
  operationId: "getContact",
  method: "get",
  path: "/crm/contacts/{id}",
  summary: "Get one contact. Archived ones are answered too.",
  request: { params: idParams, query: noQuery },
  responses: { 200: json("The contact.", contactSchema), ...errors(...keyErrors, "NOT_FOUND") },
});

export const updateContact = createRoute({
  ...common,
  operationId: "updateContact",
  method: "patch",
  path: "/crm/contacts/{id}",
  summary: "Change fields of a contact. null clears an optional one.",
  request: {
    params: idParams,
    query: noQuery,
    headers: ifMatchHeaders,
    body: { required: true, ...json("The fields to change.", contactPatch) },
  },
  responses: {
    200: json("The contact after the change.", changed),
    ...errors(...keyErrors, "NOT_FOUND", "CONFLICT", "VERSION_CONFLICT"),
    ...errors("PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"),
  },
});

export const archiveContact = createRoute({
  ...common,
  operationId: "archiveContact",
  method: "delete",
  path: "/crm/contacts/{id}",
  summary: "Archive a contact. Again on repetition.",
  request: { params: idParams, query: noQuery, headers: ifMatchHeaders },
  responses: {
    200: json(
      "The contact is archived.",
      z.object({ success: z.literal(true), id: z.string(), archivedAt: z.int() }),
    ),
    ...errors(...keyErrors, "NOT_FOUND", "VERSION_CONFLICT"),
  },
});

export const restoreContact = createRoute({
  ...common,
  operationId: "restoreContact",
  method: "post",
  path: "/crm/contacts/{id}/restore",
  summary: "Bring an archived contact back.",
  request: { params: idParams, query: noQuery },
  responses: { 200: json("The contact.", changed), ...errors(...keyErrors, "NOT_FOUND") },
});

function upserted() {
  return z.object({
    success: z.literal(true),
    contactId: z.string(),
    crmOrganizationId: z.string().nullable(),
    isNewContact: z.boolean(),
    message: z.string(),
  });
}
