import { v } from "convex/values";
import { contact } from "../lib/contacts/object";
import { crmOrganization, crmOrganizationInput, crmOrganizationPatch } from "../lib/crmOrganizations/object";
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
import { createOrganization, patchOrganization } from "./lib/crm/organizations";
import { type ApiAnswer, doorArgs, originOf } from "./lib/gateway";
import { parseInput } from "./lib/input";
import { organizationFilterArgs } from "./lib/listArgs";
import { flatten, loadObject } from "./lib/objectStore";

/** The operations of `/crm/organizations` as the API answers them. Only `gateway.write` and the routes call them. */

export const createCrmOrganization = internalMutation({
  args: creationArgs,
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const body = parseInput(crmOrganizationInput, input.body);
    const object = await createOrganization(ctx, originOf(door), body);
    const organization = flatten(crmOrganization, object);
    return {
      status: 201,
      body: { success: true, crmOrganizationId: organization.id, organization },
      version: object.version,
    };
  },
});

export const getCrmOrganizations = internalQuery({
  args: {
    ...doorArgs,
    input: v.object({ query: v.object({ ...listQueryArgs, ...organizationFilterArgs }) }),
  },
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const { industry, ...query } = input.query;
    return await answerList(ctx, crmOrganization, door, query, { industry });
  },
});

export const getCrmOrganization = internalQuery({
  args: targetedArgs,
  handler: async (ctx, args): Promise<ApiAnswer> => await answerObject(ctx, crmOrganization, args),
});

/** A wrong query is told before a wrong id, so the list comes first; that of somebody else's company is empty. */
export const getContactsByOrganization = internalQuery({
  args: { ...doorArgs, input: v.object({ id: v.string(), query: v.object(listQueryArgs) }) },
  handler: async (ctx, { input: { id, query }, ...door }): Promise<ApiAnswer> => {
    const answer = await answerList(ctx, contact, door, query, { crmOrganizationId: id });
    await loadObject(ctx, door.caller.organizationId, crmOrganization, id);
    return answer;
  },
});

export const updateCrmOrganization = internalMutation({
  args: changeArgs,
  handler: async (ctx, args): Promise<ApiAnswer> => {
    const changes = parseInput(crmOrganizationPatch, args.input.body);
    return await answerChange(ctx, crmOrganization, args, (origin, object) =>
      patchOrganization(ctx, origin, object, changes),
    );
  },
});

export const archiveCrmOrganization = internalMutation({
  args: targetedArgs,
  handler: async (ctx, args): Promise<ApiAnswer> => await answerArchive(ctx, crmOrganization, args),
});

export const restoreCrmOrganization = internalMutation({
  args: targetedArgs,
  handler: async (ctx, args): Promise<ApiAnswer> => await answerRestore(ctx, crmOrganization, args),
});
