import * as z from "zod";
import { defineObject, type FlattenedObject, type PropertiesOf } from "../ontology/defineObject";
import { address, customFields, email, line, tags, text, webAddress } from "../ontology/fields";
import { patchOf } from "../ontology/patch";

const status = z.enum(["active", "inactive"]);

/** A client's company. It is not the tenant, which is the table `organizations`. */
export const crmOrganization = defineObject({
  type: "crm_organization",
  singular: "organization",
  plural: "organizations",
  subtypes: [],
  statuses: status.options,
  properties: z.strictObject({
    website: webAddress().optional().meta({ title: "Website" }),
    industry: line(200).optional().meta({ title: "Industry" }),
    address: address().optional().meta({ title: "Address" }),
    taxId: line(100).optional().meta({ title: "Tax ID" }),
    billingEmail: email().optional().meta({ title: "Billing e-mail" }),
    phone: line(100).optional().meta({ title: "Phone" }),
    tags: tags().default([]).meta({ title: "Tags" }),
    notes: text().optional().meta({ title: "Notes" }),
    customFields: customFields().default({}).meta({ title: "Custom fields" }),
  }),
  filters: [{ name: "industry", property: "industry" }],
  uniqueBy: "taxId",
  searchBy: ["billingEmail", "phone", "taxId"],
  links: [],
});

export type CrmOrganization = FlattenedObject<typeof crmOrganization>;
export type CrmOrganizationProperties = PropertiesOf<typeof crmOrganization>;

const optionalFields = {
  status: status.optional(),
  ...patchOf({ description: text().optional(), ...crmOrganization.properties.shape }),
};

/** The body of POST and the `organization` argument of `createCrmOrganization`. */
export const crmOrganizationInput = z.strictObject({ name: line(), ...optionalFields });

/** The body of PATCH and the `updates` argument of `updateCrmOrganization`. */
export const crmOrganizationPatch = z.strictObject({ name: line().optional(), ...optionalFields });

/** The company inside a contact's body: it finds a company or makes one, and never changes an existing one. */
export const organizationInfo = crmOrganizationInput.pick({
  name: true,
  website: true,
  industry: true,
  address: true,
  taxId: true,
  billingEmail: true,
  phone: true,
});

export type CrmOrganizationInput = z.output<typeof crmOrganizationInput>;
export type CrmOrganizationPatch = z.output<typeof crmOrganizationPatch>;
export type OrganizationInfo = z.output<typeof organizationInfo>;
