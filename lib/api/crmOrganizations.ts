import * as z from "zod";
import { contact } from "../contacts/object";
import { crmOrganization, crmOrganizationInput, crmOrganizationPatch } from "../crmOrganizations/object";
import { line } from "../ontology/fields";
import {
  changedCrmOrganization,
  contactPage,
  crmOrganizationPage,
  crmOrganizationSchema,
} from "./crmSchemas";
import { answeredId, archived } from "./objects";
import { idParams, pageQuery, search } from "./parameters";
import { defineRoute } from "./route";

const tag = "CRM organizations";

export const createCrmOrganization = defineRoute({
  operationId: "createCrmOrganization",
  method: "post",
  path: "/crm/organizations",
  tag,
  summary: "Create a CRM organization, a client's company.",
  description: "A tax id that another one has is refused. An equal name is not: companies may share theirs.",
  body: {
    description: "The CRM organization.",
    schema: crmOrganizationInput.meta({ id: "CrmOrganizationInput" }),
  },
  answers: {
    201: {
      description: "A new CRM organization.",
      schema: z.strictObject({
        success: z.literal(true),
        crmOrganizationId: answeredId,
        organization: crmOrganizationSchema,
      }),
      etag: true,
    },
  },
  errors: ["CONFLICT"],
});

export const getCrmOrganizations = defineRoute({
  operationId: "getCrmOrganizations",
  method: "get",
  path: "/crm/organizations",
  tag,
  summary: "List CRM organizations.",
  query: z.object({
    status: z.enum(crmOrganization.statuses).optional(),
    industry: line(200).optional(),
    search,
    ...pageQuery,
  }),
  answers: { 200: crmOrganizationPage },
});

export const getCrmOrganization = defineRoute({
  operationId: "getCrmOrganization",
  method: "get",
  path: "/crm/organizations/{id}",
  tag,
  summary: "Get one CRM organization. Archived ones are answered too.",
  params: idParams,
  answers: { 200: { description: "The CRM organization.", schema: crmOrganizationSchema, etag: true } },
});

export const getContactsByOrganization = defineRoute({
  operationId: "getContactsByOrganization",
  method: "get",
  path: "/crm/organizations/{id}/contacts",
  tag,
  summary: "List the contacts of one CRM organization.",
  description: "Those whose `crmOrganizationId` it is. The total is exact with `subtype` and `status`, too.",
  params: idParams,
  query: z.object({
    subtype: z.enum(contact.subtypes).optional(),
    status: z.enum(contact.statuses).optional(),
    search,
    ...pageQuery,
  }),
  answers: { 200: contactPage },
});

export const updateCrmOrganization = defineRoute({
  operationId: "updateCrmOrganization",
  method: "patch",
  path: "/crm/organizations/{id}",
  tag,
  summary: "Change fields of a CRM organization. null clears an optional one.",
  params: idParams,
  ifMatch: true,
  body: {
    description: "The fields to change.",
    schema: crmOrganizationPatch.meta({ id: "CrmOrganizationPatch" }),
  },
  answers: { 200: changedCrmOrganization },
  errors: ["CONFLICT"],
});

export const archiveCrmOrganization = defineRoute({
  operationId: "archiveCrmOrganization",
  method: "delete",
  path: "/crm/organizations/{id}",
  tag,
  summary: "Archive a CRM organization. Again on repetition. Its contacts stay.",
  params: idParams,
  ifMatch: true,
  answers: { 200: archived },
});

export const restoreCrmOrganization = defineRoute({
  operationId: "restoreCrmOrganization",
  method: "post",
  path: "/crm/organizations/{id}/restore",
  tag,
  summary: "Bring an archived CRM organization back.",
  params: idParams,
  answers: { 200: changedCrmOrganization },
});
