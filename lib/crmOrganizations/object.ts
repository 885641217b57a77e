import * as z from "zod";
import { defineObject, type FlattenedObject, type PropertiesOf } from "../ontology/defineObject";
import { address, customFields, email, line, phone, tags, text, webAddress } from "../ontology/fields";
import { patchOf } from "../ontology/patch";

const status = z.enum(["active", "inactive"]);

/** A client's company. It is not the tenant, which is the table `organizations`. */
export const crmOrganization = defineObject({
  type: "crm_organization",
  singular: "organization",
  plural: "organizations",
  resource: "contacts",
  subtypes: [],
  statuses: status.options,
  properties: z.strictObject({
    website: webAddress()
      .optional()
      .meta({ title: "Website", examples: ["https://engines.example"] }),
    industry: line(200)
      .optional()
      .meta({ title: "Industry", examples: ["Engineering"] }),
    address: address()
      .optional()
      .meta({
        title: "Address",
        examples: [{ street: "12 St James's Square", city: "London", country: "GB" }],
      }),
    taxId: line(100)
      .optional()
      .meta({ title: "Tax ID", examples: ["GB-1815-12-10"] }),
    billingEmail: email()
      .optional()
      .meta({ title: "Billing e-mail", examples: ["billing@engines.example"] }),
    phone: phone()
      .optional()
      .meta({ title: "Phone", examples: ["+44 20 7946 0100"] }),
    tags: tags()
      .default([])
      .meta({ title: "Tags", examples: [["partner"]] }),
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
export const crmOrganizationInput = z.strictObject({ name: name(), ...optionalFields });

/** The body of PATCH and the `updates` argument of `updateCrmOrganization`. */
export const crmOrganizationPatch = z.strictObject({ name: name().optional(), ...optionalFields });

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

function name() {
  return line().meta({ examples: ["Analytical Engines"] });
}
