import { zodToConvex } from "convex-helpers/server/zod4";
import { v } from "convex/values";
import { contact, contactInput, contactPatch, type Contact } from "../lib/contacts/object";
import {
  crmOrganization,
  crmOrganizationInput,
  crmOrganizationPatch,
  type CrmOrganization,
} from "../lib/crmOrganizations/object";
import { patchContact, upsertContact } from "./lib/crm/contacts";
import { createOrganization, patchOrganization } from "./lib/crm/organizations";
import { parseInput } from "./lib/input";
import {
  contactFilterArgs,
  filterArgs,
  listRequest,
  organizationFilterArgs,
  pageArgs,
  searchArgs,
} from "./lib/listArgs";
import { countList, listPage } from "./lib/lists";
import { archiveObject, expectVersion, flatten, restoreObject } from "./lib/objectStore";
import { searchObjects } from "./lib/search";
import { staffMutation, staffObject, staffOrigin, staffQuery } from "./lib/staff";

const contactListArgs = { organizationId: v.string(), ...filterArgs, ...contactFilterArgs };
const contactArgs = { contactId: v.string(), expectedVersion: v.optional(v.number()) };
const organizationListArgs = { organizationId: v.string(), ...filterArgs, ...organizationFilterArgs };
const organizationArgs = { crmOrgId: v.string(), expectedVersion: v.optional(v.number()) };

export const getContacts = staffQuery({
  args: { ...contactListArgs, ...pageArgs },
  handler: async (ctx, { organizationId, source, tag, ...args }) => {
    const origin = await staffOrigin(ctx, organizationId, "contacts:read");
    const { filters, page } = listRequest(args, { source, tag });
    const { objects, ...rest } = await listPage(ctx, origin.organizationId, contact, filters, page);
    return { contacts: objects.map((object) => flatten(contact, object)), ...rest };
  },
});

/** Apart from the page, so that a change elsewhere in the list does not run the page again. */
export const countContacts = staffQuery({
  args: contactListArgs,
  handler: async (ctx, { organizationId, source, tag, ...args }): Promise<number | null> => {
    const origin = await staffOrigin(ctx, organizationId, "contacts:read");
    const { filters } = listRequest(args, { source, tag });
    return await countList(ctx, origin.organizationId, contact, filters);
  },
});

export const searchContacts = staffQuery({
  args: { ...contactListArgs, ...searchArgs },
  handler: async (ctx, { organizationId, searchTerm: term, source, tag, ...args }) => {
    const origin = await staffOrigin(ctx, organizationId, "contacts:read");
    const request = { term, ...listRequest(args, { source, tag }) };
    const { objects, ...rest } = await searchObjects(ctx, origin.organizationId, contact, request);
    return { contacts: objects.map((object) => flatten(contact, object)), ...rest };
  },
});

export const getContact = staffQuery({
  args: { contactId: v.string() },
  handler: async (ctx, { contactId }): Promise<Contact> => {
    const { object } = await staffObject(ctx, contact, contactId, "contacts:read");
    return flatten(contact, object);
  },
});

export const getContactsByOrganization = staffQuery({
  args: { crmOrgId: v.string(), ...filterArgs, ...pageArgs },
  handler: async (ctx, { crmOrgId, ...args }) => {
    const { origin, object } = await staffObject(ctx, crmOrganization, crmOrgId, "contacts:read");
    const { filters, page } = listRequest(args, { crmOrganizationId: object._id });
    const { objects, ...rest } = await listPage(ctx, origin.organizationId, contact, filters, page);
    return { contacts: objects.map((one) => flatten(contact, one)), ...rest };
  },
});

export const createContact = staffMutation({
  args: { organizationId: v.string(), contact: zodToConvex(contactInput) },
  handler: async (ctx, args): Promise<{ contact: Contact; isNewContact: boolean }> => {
    const origin = await staffOrigin(ctx, args.organizationId, "contacts:write");
    const input = parseInput(contactInput, args.contact);
    const { contact: object, isNew } = await upsertContact(ctx, origin, input, "manual");
    return { contact: flatten(contact, object), isNewContact: isNew };
  },
});

export const updateContact = staffMutation({
  args: { ...contactArgs, updates: zodToConvex(contactPatch) },
  handler: async (ctx, { contactId, expectedVersion, updates }): Promise<Contact> => {
    const { origin, object } = await staffObject(ctx, contact, contactId, "contacts:write");
    const changes = parseInput(contactPatch, updates);
    expectVersion(object, versions(expectedVersion));
    return flatten(contact, await patchContact(ctx, origin, object, changes));
  },
});

export const archiveContact = staffMutation({
  args: contactArgs,
  handler: async (ctx, { contactId, expectedVersion }): Promise<Contact> => {
    const { origin, object } = await staffObject(ctx, contact, contactId, "contacts:write");
    expectVersion(object, versions(expectedVersion));
    return flatten(contact, await archiveObject(ctx, origin, contact, object));
  },
});

export const restoreContact = staffMutation({
  args: contactArgs,
  handler: async (ctx, { contactId, expectedVersion }): Promise<Contact> => {
    const { origin, object } = await staffObject(ctx, contact, contactId, "contacts:write");
    expectVersion(object, versions(expectedVersion));
    return flatten(contact, await restoreObject(ctx, origin, contact, object));
  },
});

export const getCrmOrganizations = staffQuery({
  args: { ...organizationListArgs, ...pageArgs },
  handler: async (ctx, { organizationId, industry, ...args }) => {
    const origin = await staffOrigin(ctx, organizationId, "contacts:read");
    const { filters, page } = listRequest(args, { industry });
    const { objects, ...rest } = await listPage(ctx, origin.organizationId, crmOrganization, filters, page);
    return { organizations: objects.map((object) => flatten(crmOrganization, object)), ...rest };
  },
});

export const countCrmOrganizations = staffQuery({
  args: organizationListArgs,
  handler: async (ctx, { organizationId, industry, ...args }): Promise<number | null> => {
    const origin = await staffOrigin(ctx, organizationId, "contacts:read");
    const { filters } = listRequest(args, { industry });
    return await countList(ctx, origin.organizationId, crmOrganization, filters);
  },
});

export const searchCrmOrganizations = staffQuery({
  args: { ...organizationListArgs, ...searchArgs },
  handler: async (ctx, { organizationId, searchTerm: term, industry, ...args }) => {
    const origin = await staffOrigin(ctx, organizationId, "contacts:read");
    const request = { term, ...listRequest(args, { industry }) };
    const { objects, ...rest } = await searchObjects(ctx, origin.organizationId, crmOrganization, request);
    return { organizations: objects.map((object) => flatten(crmOrganization, object)), ...rest };
  },
});

export const getCrmOrganization = staffQuery({
  args: { crmOrgId: v.string() },
  handler: async (ctx, { crmOrgId }): Promise<CrmOrganization> => {
    const { object } = await staffObject(ctx, crmOrganization, crmOrgId, "contacts:read");
    return flatten(crmOrganization, object);
  },
});

export const createCrmOrganization = staffMutation({
  args: { organizationId: v.string(), organization: zodToConvex(crmOrganizationInput) },
  handler: async (ctx, { organizationId, organization }): Promise<CrmOrganization> => {
    const origin = await staffOrigin(ctx, organizationId, "contacts:write");
    const input = parseInput(crmOrganizationInput, organization);
    return flatten(crmOrganization, await createOrganization(ctx, origin, input));
  },
});

export const updateCrmOrganization = staffMutation({
  args: { ...organizationArgs, updates: zodToConvex(crmOrganizationPatch) },
  handler: async (ctx, { crmOrgId, expectedVersion, updates }): Promise<CrmOrganization> => {
    const { origin, object } = await staffObject(ctx, crmOrganization, crmOrgId, "contacts:write");
    const changes = parseInput(crmOrganizationPatch, updates);
    expectVersion(object, versions(expectedVersion));
    return flatten(crmOrganization, await patchOrganization(ctx, origin, object, changes));
  },
});

export const archiveCrmOrganization = staffMutation({
  args: organizationArgs,
  handler: async (ctx, { crmOrgId, expectedVersion }): Promise<CrmOrganization> => {
    const { origin, object } = await staffObject(ctx, crmOrganization, crmOrgId, "contacts:write");
    expectVersion(object, versions(expectedVersion));
    return flatten(crmOrganization, await archiveObject(ctx, origin, crmOrganization, object));
  },
});

export const restoreCrmOrganization = staffMutation({
  args: organizationArgs,
  handler: async (ctx, { crmOrgId, expectedVersion }): Promise<CrmOrganization> => {
    const { origin, object } = await staffObject(ctx, crmOrganization, crmOrgId, "contacts:write");
    expectVersion(object, versions(expectedVersion));
    return flatten(crmOrganization, await restoreObject(ctx, origin, crmOrganization, object));
  },
});

function versions(expectedVersion: number | undefined): number[] | undefined {
  return expectedVersion === undefined ? undefined : [expectedVersion];
}
