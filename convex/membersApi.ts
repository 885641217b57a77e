import { v } from "convex/values";
import { internalMutation, internalQuery } from "./_generated/server";
import { creationArgs, changeArgs, targetedArgs } from "./lib/apiObjects";
import { type ApiAnswer, doorArgs, originOf } from "./lib/gateway";
import { parseInput } from "./lib/input";
import { invite, listOpenInvitations, revoke } from "./lib/invitations";
import { pageArgs } from "./lib/listArgs";
import {
  changeRole,
  listMembers as listMembersOf,
  loadMembership,
  removeMember as remove,
} from "./lib/members";
import { invitationInput, memberPatch } from "../lib/members/object";

/** The operations of `/members` and `/invitations` as the API answers them. Only `gateway.write` and the routes call them. */

const listArgs = {
  ...doorArgs,
  input: v.object({ query: v.object({ limit: pageArgs.limit, offset: pageArgs.offset }) }),
};

export const listMembers = internalQuery({
  args: listArgs,
  handler: async (ctx, { input, caller }): Promise<ApiAnswer> => ({
    status: 200,
    body: await listMembersOf(ctx, caller.organizationId, input.query),
  }),
});

export const updateMemberRole = internalMutation({
  args: changeArgs,
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const { role } = parseInput(memberPatch, input.body);
    const member = await changeRole(ctx, originOf(door), input.id, role);
    return { status: 200, body: { success: true, member } };
  },
});

export const removeMember = internalMutation({
  args: targetedArgs,
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const membership = await loadMembership(ctx, door.caller.organizationId, input.id);
    const id = await remove(ctx, originOf(door), membership);
    return { status: 200, body: { success: true, id } };
  },
});

export const inviteMember = internalMutation({
  args: creationArgs,
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const invitation = await invite(ctx, originOf(door), parseInput(invitationInput, input.body));
    return { status: 201, body: { success: true, ...invitation }, secretOf: invitation.invitationId };
  },
});

export const listInvitations = internalQuery({
  args: listArgs,
  handler: async (ctx, { input, caller }): Promise<ApiAnswer> => ({
    status: 200,
    body: await listOpenInvitations(ctx, caller.organizationId, input.query),
  }),
});

export const revokeInvitation = internalMutation({
  args: targetedArgs,
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const { invitationId: id, revokedAt } = await revoke(ctx, originOf(door), input.id);
    return { status: 200, body: { success: true, id, revokedAt } };
  },
});
