import * as z from "zod";
import { organizationInfo } from "../crmOrganizations/object";
import { defineObject, type FlattenedObject, type PropertiesOf } from "../ontology/defineObject";
import { customFields, email, line, moment, objectId, phone, tags, text } from "../ontology/fields";
import { patchOf } from "../ontology/patch";

/** More than anybody visits; the latest are kept. */
export const EVENT_REGISTRATIONS_MAX = 100;

const subtype = z.enum(["lead", "customer", "prospect"]);
const status = z.enum(["active", "inactive"]);

/** An event of the caller's own, like a conference. `eventId` is what the caller calls it. */
const event = z.strictObject({
  eventId: line().meta({ examples: ["conference-2026"] }),
  eventName: line()
    .optional()
    .meta({ examples: ["Analytical Conference 2026"] }),
  eventDate: moment().optional(),
});

export const contact = defineObject({
  type: "crm_contact",
  singular: "contact",
  plural: "contacts",
  resource: "contacts",
  subtypes: subtype.options,
  statuses: status.options,
  properties: z.strictObject({
    email: email().meta({ title: "E-mail" }),
    firstName: line()
      .optional()
      .meta({ title: "First name", examples: ["Ada"] }),
    lastName: line()
      .optional()
      .meta({ title: "Last name", examples: ["Lovelace"] }),
    phone: phone()
      .optional()
      .meta({ title: "Phone", examples: ["+44 20 7946 0958"] }),
    company: line()
      .optional()
      .meta({ title: "Company", examples: ["Analytical Engines"] }),
    jobTitle: line()
      .optional()
      .meta({ title: "Job title", examples: ["Mathematician"] }),
    source: line(100)
      .toLowerCase()
      .default("manual")
      .meta({ title: "Source", examples: ["api"] }),
    sourceRef: line().optional().meta({ title: "Source reference" }),
    tags: tags()
      .default([])
      .meta({ title: "Tags", examples: [["vip"]] }),
    notes: text().optional().meta({ title: "Notes" }),
    customFields: customFields().default({}).meta({ title: "Custom fields" }),
    crmOrganizationId: objectId().optional().meta({ title: "CRM organization" }),
    eventRegistrations: z
      .array(event)
      .max(EVENT_REGISTRATIONS_MAX)
      .default([])
      .meta({ title: "Event registrations", examples: [[]] }),
  }),
  filters: [
    { name: "crmOrganizationId", property: "crmOrganizationId", refined: true },
    { name: "source", property: "source" },
    { name: "tag", property: "tags" },
  ],
  uniqueBy: "email",
  searchBy: ["email", "company", "phone"],
  links: [{ type: "works_for", property: "crmOrganizationId", to: "crm_organization", forClients: true }],
});

export type Contact = FlattenedObject<typeof contact>;
export type ContactProperties = PropertiesOf<typeof contact>;

const { email: emailField, ...otherProperties } = contact.properties.shape;
const optionalFields = patchOf({ description: text().optional(), ...otherProperties });

/**
 * The body of POST and the `contact` argument of `createContact`. Every field but the e-mail may be omitted, which
 * differs from null when the e-mail is known already: then omitted fields stay as they are.
 */
export const contactInput = z.strictObject({
  email: emailField,
  subtype: subtype.optional(),
  status: status.optional(),
  ...optionalFields,
  organizationInfo: organizationInfo.optional(),
});

/** The body of PATCH and the `updates` argument of `updateContact`. */
export const contactPatch = z.strictObject({
  email: emailField.optional(),
  subtype: subtype.optional(),
  status: status.optional(),
  ...optionalFields,
});

/** The body of `createContactFromEvent`: who registered for which event. */
export const eventRegistration = z.strictObject({
  ...event.shape,
  attendeeInfo: contactInput.pick({
    email: true,
    firstName: true,
    lastName: true,
    phone: true,
    company: true,
    tags: true,
  }),
  organizationInfo: organizationInfo.optional(),
});

export type RegisteredEvent = z.output<typeof event>;
export type EventRegistration = z.output<typeof eventRegistration>;
export type ContactInput = z.output<typeof contactInput>;
export type ContactPatch = z.output<typeof contactPatch>;
