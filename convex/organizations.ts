import { zodToConvex } from "convex-helpers/server/zod4";
import { v } from "convex/values";
import { type Organization, organizationPatch } from "../lib/organizations/object";
import { parseInput } from "./lib/input";
import { loadOrganization, patchOrganization } from "./lib/organizations";
import { staffMutation, staffOrigin, staffQuery } from "./lib/staff";

/** The settings of an organization. */
export const getOrganization = staffQuery({
  args: { organizationId: v.string() },
  handler: async (ctx, args): Promise<Organization> => {
    const { organizationId } = await staffOrigin(ctx, args.organizationId, "organization:read");
    return await loadOrganization(ctx, organizationId);
  },
});

/** Changes the given settings; null clears an optional one. */
export const updateOrganization = staffMutation({
  args: {
    organizationId: v.string(),
    expectedVersion: v.optional(v.number()),
    updates: zodToConvex(organizationPatch),
  },
  handler: async (ctx, { expectedVersion, ...args }): Promise<Organization> => {
    const origin = await staffOrigin(ctx, args.organizationId, "organization:write");
    const updates = parseInput(organizationPatch, args.updates);
    const expected = expectedVersion === undefined ? undefined : [expectedVersion];
    return await patchOrganization(ctx, origin, updates, expected);
  },
});
