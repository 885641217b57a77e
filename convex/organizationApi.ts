import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { type ApiAnswer, doorArgs, originOf, targetArgs } from "./lib/gateway";
import { parseInput } from "./lib/input";
import { loadOrganization, patchOrganization } from "./lib/organizations";
import { organizationPatch } from "../lib/organizations/object";

/** The operations of `/organization` as the API answers them. Only `gateway.write` and the routes call them. */

export const getOrganization = internalQuery({
  args: { ...doorArgs, input: v.object({}) },
  handler: async (ctx, { caller }): Promise<ApiAnswer> => {
    const organization = await loadOrganization(ctx, caller.organizationId);
    return { status: 200, body: organization, version: organization.version };
  },
});

export const updateOrganization = internalMutation({
  args: { ...doorArgs, input: v.object({ ifMatch: targetArgs.ifMatch, body: v.any() }) },
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const changes = parseInput(organizationPatch, input.body);
    const organization = await patchOrganization(ctx, originOf(door), changes, input.ifMatch);
    return { status: 200, body: { success: true, organization }, version: organization.version };
  },
});
