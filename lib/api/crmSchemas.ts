import { contact } from "../contacts/object";
import { crmOrganization } from "../crmOrganizations/object";
import { changedAnswer, objectSchema, pageAnswer } from "./objects";

/** What the routes of contacts and those of CRM organizations answer with. */
export const contactSchema = objectSchema(contact, { id: "Contact", exampleName: "Ada Lovelace" });
export const contactPage = pageAnswer(contact, contactSchema);
export const changedContact = changedAnswer(contact, contactSchema);

export const crmOrganizationSchema = objectSchema(crmOrganization);
export const crmOrganizationPage = pageAnswer(crmOrganization, crmOrganizationSchema);
export const changedCrmOrganization = changedAnswer(crmOrganization, crmOrganizationSchema);
