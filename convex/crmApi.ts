import { v } from "convex/values";
import { contact, contactInput, contactPatch } from "../lib/contacts/object";
import { internalMutation, internalQuery, type QueryCtx } from "./_generated/server";
import { patchContact, upsertContact } from "./lib/crm/contacts";
import { type ApiAnswer, originOf, targetArgs, doorArgs } from "./lib/gateway";
import { parseInput } from "./lib/input";
import { contactFilterArgs, filterArgs, listRequest, pageArgs } from "./lib/listArgs";
import { countList, listPage } from "./lib/lists";
import {
  archiveObject,
  expectVersion,
  flatten,
  loadObject,
  restoreObject,
  type StoredObject,
} from "./lib/objectStore";
import { searchObjects } from "./lib/search";

/** The operations of `/crm` as the API answers them. Only `gateway.write` and the routes call them. */

export const createContact = internalMutation({
  args: { ...doorArgs, input: v.object({ body: v.any() }) },
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const body = parseInput(contactInput, input.body);
    const { contact: object, isNew } = await upsertContact(ctx, originOf(door), body, "api");
    const { id: contactId, crmOrganizationId } = flatten(contact, object);
    const message = isNew ? "Contact created successfully" : "Contact updated successfully";
    return {
      status: isNew ? 201 : 200,
      body: { success: true, contactId, crmOrganizationId, isNewContact: isNew, message },
    };
  },
});

export const updateContact = internalMutation({
  args: { ...doorArgs, input: v.object({ ...targetArgs, body: v.any() }) },
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const origin = originOf(door);
    const changes = parseInput(contactPatch, input.body);
    const object = await loadObject(ctx, origin.organizationId, contact, input.id);
    expectVersion(object, input.ifMatch);
    const changed = await patchContact(ctx, origin, object, changes);
    return changedAnswer(changed);
  },
});

/** DELETE: the contact leaves the lists and can be restored. */
export const archiveContact = internalMutation({
  args: { ...doorArgs, input: v.object(targetArgs) },
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const origin = originOf(door);
    const object = await loadObject(ctx, origin.organizationId, contact, input.id);
    expectVersion(object, input.ifMatch);
    const { _id: id, archivedAt, version } = await archiveObject(ctx, origin, contact, object);
    return { status: 200, body: { success: true, id, archivedAt }, version };
  },
});

export const restoreContact = internalMutation({
  args: { ...doorArgs, input: v.object(targetArgs) },
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const origin = originOf(door);
    const object = await loadObject(ctx, origin.organizationId, contact, input.id);
    return changedAnswer(await restoreObject(ctx, origin, contact, object));
  },
});

export const getContact = internalQuery({
  args: { ...doorArgs, input: v.object(targetArgs) },
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const { organizationId } = originOf(door);
    const object = await loadObject(ctx, organizationId, contact, input.id);
    return { status: 200, body: flatten(contact, object), version: object.version };
  },
});

const contactQueryArgs = {
  ...filterArgs,
  ...pageArgs,
  ...contactFilterArgs,
  search: v.optional(v.string()),
};

export const getContacts = internalQuery({
  args: { ...doorArgs, input: v.object({ query: v.object(contactQueryArgs) }) },
  handler: async (ctx, { input: { query }, ...door }): Promise<ApiAnswer> => {
    const { organizationId } = originOf(door);
    const { source, tag, search, ...rest } = query;
    const request = listRequest(rest, { source, tag });
    const answer =
      search === undefined
        ? await listContacts(ctx, organizationId, request)
        : await findContacts(ctx, organizationId, search, request);
    const { objects, total, limit, offset, hasMore, nextCursor } = answer;
    const contacts = objects.map((object) => flatten(contact, object));
    return { status: 200, body: { contacts, total, limit, offset, hasMore, nextCursor } };
  },
});

function changedAnswer(object: StoredObject): ApiAnswer {
  const { version } = object;
  return { status: 200, body: { success: true, contact: flatten(contact, object) }, version };
}

type Request = ReturnType<typeof listRequest>;
type OrganizationId = ReturnType<typeof originOf>["organizationId"];

async function listContacts(ctx: QueryCtx, organizationId: OrganizationId, { filters, page }: Request) {
  return {
    ...(await listPage(ctx, organizationId, contact, filters, page)),
    total: await countList(ctx, organizationId, contact, filters),
  };
}

/** Matches are few and in memory, so they are paged by offset; there is no cursor into them. */
async function findContacts(ctx: QueryCtx, organizationId: OrganizationId, term: string, request: Request) {
  const found = await searchObjects(ctx, organizationId, contact, { term, ...request });
  return { ...found, nextCursor: null };
}
