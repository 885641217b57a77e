import { v } from "convex/values";
import { contact, contactInput, contactPatch, eventRegistration } from "../lib/contacts/object";
import { internalMutation, internalQuery } from "./_generated/server";
import {
  answerArchive,
  answerChange,
  answerList,
  answerObject,
  answerRestore,
  changeArgs,
  creationArgs,
  listQueryArgs,
  targetedArgs,
} from "./lib/apiObjects";
import { patchContact, registerContact, type UpsertedContact, upsertContact } from "./lib/crm/contacts";
import { type ApiAnswer, doorArgs, originOf } from "./lib/gateway";
import { parseInput } from "./lib/input";
import { contactFilterArgs } from "./lib/listArgs";
import { flatten } from "./lib/objectStore";

/** The operations of `/crm/contacts` as the API answers them. Only `gateway.write` and the routes call them. */

export const createContact = internalMutation({
  args: creationArgs,
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const body = parseInput(contactInput, input.body);
    return upsertedAnswer(await upsertContact(ctx, originOf(door), body, "api"));
  },
});

export const createContactFromEvent = internalMutation({
  args: creationArgs,
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const origin = originOf(door);
    const registration = parseInput(eventRegistration, input.body);
    const { organizationId } = origin;
    const { eventId } = registration;
    return upsertedAnswer(await registerContact(ctx, origin, registration), { eventId, organizationId });
  },
});

export const getContacts = internalQuery({
  args: { ...doorArgs, input: v.object({ query: v.object({ ...listQueryArgs, ...contactFilterArgs }) }) },
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const { source, tag, ...query } = input.query;
    return await answerList(ctx, contact, door, query, { source, tag });
  },
});

export const getContact = internalQuery({
  args: targetedArgs,
  handler: async (ctx, args): Promise<ApiAnswer> => await answerObject(ctx, contact, args),
});

export const updateContact = internalMutation({
  args: changeArgs,
  handler: async (ctx, args): Promise<ApiAnswer> => {
    const changes = parseInput(contactPatch, args.input.body);
    return await answerChange(ctx, contact, args, (origin, object) =>
      patchContact(ctx, origin, object, changes),
    );
  },
});

export const archiveContact = internalMutation({
  args: targetedArgs,
  handler: async (ctx, args): Promise<ApiAnswer> => await answerArchive(ctx, contact, args),
});

export const restoreContact = internalMutation({
  args: targetedArgs,
  handler: async (ctx, args): Promise<ApiAnswer> => await answerRestore(ctx, contact, args),
});

function upsertedAnswer({ contact: object, isNew }: UpsertedContact, context: object = {}): ApiAnswer {
  const { id: contactId, crmOrganizationId } = flatten(contact, object);
  const message = isNew ? "Contact created successfully" : "Contact updated successfully";
  return {
    status: isNew ? 201 : 200,
    body: { success: true, contactId, ...context, crmOrganizationId, isNewContact: isNew, message },
  };
}
