import { zodToConvexFields } from "convex-helpers/server/zod4";
import { v } from "convex/values";
import { memberPatch } from "../lib/members/object";
import { pageArgs } from "./lib/listArgs";
import {
  changeRole,
  listMembers as listMembersOf,
  loadMembership,
  removeMember as removeMemberOf,
} from "./lib/members";
import { staffMutation, staffOrigin, staffQuery } from "./lib/staff";

/** Who works for the organization, the latest first. */
export const listMembers = staffQuery({
  args: { organizationId: v.string(), limit: pageArgs.limit, offset: pageArgs.offset },
  handler: async (ctx, { organizationId: id, ...request }) => {
    const { organizationId } = await staffOrigin(ctx, id, "members:read");
    return await listMembersOf(ctx, organizationId, request);
  },
});

export const updateMemberRole = staffMutation({
  args: { organizationId: v.string(), membershipId: v.string(), ...zodToConvexFields(memberPatch.shape) },
  handler: async (ctx, { organizationId, membershipId, role }) => {
    const origin = await staffOrigin(ctx, organizationId, "members:write");
    return await changeRole(ctx, origin, membershipId, role);
  },
});

/** Ends somebody's access at once. Everybody may remove themselves. */
export const removeMember = staffMutation({
  args: { organizationId: v.string(), membershipId: v.string() },
  handler: async (ctx, { organizationId, membershipId }) => {
    const origin = await staffOrigin(ctx, organizationId, "members:read");
    const membership = await loadMembership(ctx, origin.organizationId, membershipId);
    if (membership.userId !== ctx.staff.userId) {
      await staffOrigin(ctx, organizationId, "members:write");
    }
    return { id: await removeMemberOf(ctx, origin, membership) };
  },
});
