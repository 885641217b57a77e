import * as z from "zod";
import { organizationPatch, organizationSettings } from "../organizations/object";
import { answeredFields, answeredId, timestamp } from "./objects";
import { defineRoute } from "./route";

const tag = "Organization";

const organization = z
  .strictObject({
    id: answeredId,
    ...answeredFields(organizationSettings.shape),
    version: z.int().meta({ description: "Rises with every change.", examples: [1] }),
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: "Organization" });

export const getOrganization = defineRoute({
  operationId: "getOrganization",
  method: "get",
  path: "/organization",
  tag,
  summary: "Get the settings of the key's own organization.",
  answers: { 200: { description: "The organization.", schema: organization, etag: true } },
});

export const updateOrganization = defineRoute({
  operationId: "updateOrganization",
  method: "patch",
  path: "/organization",
  tag,
  summary: "Change settings of the organization. null clears an optional one.",
  description:
    "An origin is scheme, host and port, as in `https://portal.example`. Pages of others cannot read answers.",
  ifMatch: true,
  body: {
    description: "The settings to change.",
    schema: organizationPatch.meta({ id: "OrganizationPatch" }),
  },
  answers: {
    200: {
      description: "The organization after the change.",
      schema: z.strictObject({ success: z.literal(true), organization }),
      etag: true,
    },
  },
});
