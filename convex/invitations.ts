import { zodToConvexFields } from "convex-helpers/server/zod4";
import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { action, type ActionCtx, internalMutation, internalQuery, query } from "./_generated/server";
import { appError } from "../lib/errors";
import { invitationInput, newUser } from "../lib/members/object";
import { parseInput } from "./lib/input";
import { accept, invite, listOpenInvitations, openInvitation, revoke } from "./lib/invitations";
import { pageArgs } from "./lib/listArgs";
import { findUser } from "./lib/memberships";
import { loadOrganization } from "./lib/organizations";
import type { NewSession } from "./lib/sessions";
import { beginLogin, proveIdentity } from "./lib/signIn";
import { staffMutation, staffOrigin, staffQuery } from "./lib/staff";

/** Makes a link that is answered once. Inviting the same e-mail again ends the earlier link. */
export const inviteMember = staffMutation({
  args: { organizationId: v.string(), ...zodToConvexFields(invitationInput.shape) },
  handler: async (ctx, { organizationId, email, role }) => {
    const origin = await staffOrigin(ctx, organizationId, "members:write");
    return await invite(ctx, origin, parseInput(invitationInput, { email, role }));
  },
});

/** The open invitations, the latest first. */
export const listInvitations = staffQuery({
  args: { organizationId: v.string(), limit: pageArgs.limit, offset: pageArgs.offset },
  handler: async (ctx, { organizationId: id, ...request }) => {
    const { organizationId } = await staffOrigin(ctx, id, "members:read");
    return await listOpenInvitations(ctx, organizationId, request);
  },
});

export const revokeInvitation = staffMutation({
  args: { organizationId: v.string(), invitationId: v.string() },
  handler: async (ctx, { organizationId, invitationId }) => {
    const origin = await staffOrigin(ctx, organizationId, "members:write");
    return await revoke(ctx, origin, invitationId);
  },
});

/** What the page behind the link shows. `isKnownUser` decides which password it asks for. */
export const getInvitation = query({
  args: { token: v.string() },
  handler: async (ctx, { token }) => {
    const { organizationId, email, role, expiresAt } = await openInvitation(ctx, token);
    const { name } = await loadOrganization(ctx, organizationId);
    const isKnownUser = (await findUser(ctx, email)) !== null;
    return { organizationId, organizationName: name, email, role, expiresAt, isKnownUser };
  },
});

/**
 * Makes whoever has the link a member, and signs them in. Who is a user already proves it with their password, as at
 * any sign-in; who is none becomes one.
 */
export const acceptInvitation = action({
  args: { token: v.string(), name: v.optional(v.string()), password: v.string() },
  handler: async (ctx, { token, name, password }): Promise<{ token: string; expiresAt: number }> => {
    const { email, isKnownUser }: Invited = await ctx.runQuery(internal.invitations.find, { token });
    const { secret, expiresAt } = isKnownUser
      ? await acceptAgain(ctx, { token, email, password })
      : await acceptNewly(ctx, token, parseInput(newUser, { name, password }));
    return { token: secret, expiresAt };
  },
});

/** For who is signed in already: the link must have been made for their e-mail. */
export const joinOrganization = staffMutation({
  args: { token: v.string() },
  handler: async (ctx, { token }): Promise<{ organizationId: Id<"organizations"> }> => {
    const invitation = await openInvitation(ctx, token);
    const user = await ctx.db.get("users", ctx.staff.userId);
    if (user?.email !== invitation.email) {
      throw appError("FORBIDDEN", { error: "This invitation is for another e-mail address than yours." });
    }
    await accept(ctx, invitation, user._id);
    return { organizationId: invitation.organizationId };
  },
});

async function acceptAgain(
  ctx: ActionCtx,
  { token, ...person }: { token: string; email: string; password: string },
): Promise<NewSession> {
  const userId = await proveIdentity(ctx, person);
  return await ctx.runMutation(internal.invitations.acceptAsUser, { token, userId });
}

async function acceptNewly(
  ctx: ActionCtx,
  token: string,
  { name, password }: { name: string; password: string },
): Promise<NewSession> {
  const passwordHash: string = await ctx.runAction(internal.authNode.hashPassword, { password });
  return await ctx.runMutation(internal.invitations.acceptAsNewUser, { token, name, passwordHash });
}

interface Invited {
  email: string;
  isKnownUser: boolean;
}

export const find = internalQuery({
  args: { token: v.string() },
  handler: async (ctx, { token }): Promise<Invited> => {
    const { email } = await openInvitation(ctx, token);
    return { email, isKnownUser: (await findUser(ctx, email)) !== null };
  },
});

/** The link is looked at again: of two who use it at once, one comes too late. */
export const acceptAsUser = internalMutation({
  args: { token: v.string(), userId: v.id("users") },
  handler: async (ctx, { token, userId }): Promise<NewSession> => {
    const invitation = await openInvitation(ctx, token);
    await accept(ctx, invitation, userId);
    return await beginLogin(ctx, { userId, email: invitation.email });
  },
});

export const acceptAsNewUser = internalMutation({
  args: { token: v.string(), name: v.string(), passwordHash: v.string() },
  handler: async (ctx, { token, name, passwordHash }): Promise<NewSession> => {
    const invitation = await openInvitation(ctx, token);
    const { email } = invitation;
    if ((await findUser(ctx, email)) !== null) {
      throw appError("CONFLICT", {
        error:
          "In the meantime you became a user. Accept the invitation with the password that you chose then.",
      });
    }
    const userId = await ctx.db.insert("users", {
      ...{ email, name, passwordHash, invited: true, createdAt: Date.now() },
    });
    await accept(ctx, invitation, userId);
    return await beginLogin(ctx, { userId, email });
  },
});

/** Scheduled for the end of every invitation. */
export const expire = internalMutation({
  args: { invitationId: v.id("invitations") },
  handler: async (ctx, { invitationId }) => {
    if ((await ctx.db.get("invitations", invitationId)) !== null) {
      await ctx.db.delete("invitations", invitationId);
    }
  },
});
