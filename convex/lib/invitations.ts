import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../../lib/errors";
import type { Invitation, InvitationInput } from "../../lib/members/object";
import { checkMayDecide, checkRoom, MEMBERS_MAX } from "../../lib/members/rules";
import type { Role } from "../../lib/permissions/matrix";
import { DAY } from "../../lib/time";
import { addMembership, findMembership, findUser, membershipsOf, powerOf } from "./memberships";
import { type Origin, recordAction } from "./objectStore";
import { hashSecret, makeSecret } from "./secrets";
import { type PageRequest, type SmallPage, smallPage } from "./smallLists";

const OPEN_FOR = 7 * DAY;

/** Makes the link. Whoever was invited already gets a new one, and the earlier one ends. */
export async function invite(
  ctx: MutationCtx,
  origin: Origin,
  { email, role }: InvitationInput,
): Promise<{ invitationId: Id<"invitations">; token: string; expiresAt: number }> {
  const { organizationId, actor } = origin;
  const open = await openInvitations(ctx, organizationId);
  const earlier = open.find((invitation) => invitation.email === email);
  checkMayDecide(await powerOf(ctx, origin), earlier === undefined ? [role] : [role, earlier.role]);
  await expectNoMember(ctx, organizationId, email);
  if (earlier === undefined) {
    checkRoom({ members: (await membershipsOf(ctx, organizationId)).length, invitations: open.length });
  } else {
    await close(ctx, origin, earlier);
  }
  const token = makeSecret("ghi_");
  const createdAt = Date.now();
  const expiresAt = createdAt + OPEN_FOR;
  const invitationId = await ctx.db.insert("invitations", {
    ...{ organizationId, email, role, invitedBy: actor.id ?? actor.kind, createdAt, expiresAt },
    ...{ tokenHash: await hashSecret(token), acceptedAt: null, revokedAt: null },
  });
  await ctx.scheduler.runAt(expiresAt, internal.invitations.expire, { invitationId });
  const changes = { email: { before: null, after: email }, role: { before: null, after: role } };
  await recordAction(ctx, origin, { id: invitationId, type: "invitation", action: "created", changes });
  return { invitationId, token, expiresAt };
}

/** The open ones, the latest first. */
export async function listOpenInvitations(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  request: PageRequest,
): Promise<SmallPage & { invitations: Invitation[] }> {
  const { items, ...rest } = smallPage(await openInvitations(ctx, organizationId), request);
  return { invitations: items.map(shown), ...rest };
}

/** Revoking again answers as the first time. */
export async function revoke(
  ctx: MutationCtx,
  origin: Origin,
  id: string,
): Promise<{ invitationId: Id<"invitations">; revokedAt: number }> {
  const invitationId = ctx.db.normalizeId("invitations", id);
  const invitation = invitationId === null ? null : await ctx.db.get("invitations", invitationId);
  if (invitation?.organizationId !== origin.organizationId) {
    throw appError("NOT_FOUND", { error: "There is no such invitation." });
  }
  checkMayDecide(await powerOf(ctx, origin), [invitation.role]);
  if (invitation.acceptedAt !== null) {
    throw appError("INVALID_STATE", { error: "This invitation was accepted. Remove the member instead." });
  }
  const revokedAt = invitation.revokedAt ?? (await close(ctx, origin, invitation));
  return { invitationId: invitation._id, revokedAt };
}

/** Links that somebody left behind must not let them back in: their open invitations end, unless `keep` says otherwise. */
export async function closeInvitationsFrom(
  ctx: MutationCtx,
  origin: Origin,
  inviter: string,
  keep: (role: Role) => boolean,
): Promise<void> {
  for (const invitation of await openInvitations(ctx, origin.organizationId)) {
    if (invitation.invitedBy === inviter && !keep(invitation.role)) {
      await close(ctx, origin, invitation);
    }
  }
}

/** Unknown, used, revoked and expired links are all the same to who opens them. */
export async function openInvitation(ctx: QueryCtx, token: string): Promise<Doc<"invitations">> {
  const tokenHash = await hashSecret(token);
  const invitation = await ctx.db
    .query("invitations")
    .withIndex("by_token_hash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  if (invitation === null || !isOpen(invitation)) {
    throw appError("NOT_FOUND", { error: "This invitation is not valid any more. Ask for a new one." });
  }
  return invitation;
}

/** Makes the user a member. The role is the invitation's, whatever else was sent. */
export async function accept(
  ctx: MutationCtx,
  { _id, organizationId, role }: Doc<"invitations">,
  userId: Id<"users">,
): Promise<void> {
  const origin: Origin = { organizationId, actor: { kind: "user", id: userId }, requestId: null };
  const membershipId = await addMembership(ctx, { userId, organizationId, role });
  await ctx.db.patch("invitations", _id, { acceptedAt: Date.now() });
  await recordAction(ctx, origin, { id: _id, type: "invitation", action: "accepted" });
  if (membershipId !== null) {
    const changes = { role: { before: null, after: role }, userId: { before: null, after: userId } };
    await recordAction(ctx, origin, { id: membershipId, type: "member", action: "added", changes });
  }
}

/** Never more than there may be members, see `checkRoom`. */
async function openInvitations(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
): Promise<Doc<"invitations">[]> {
  const invitations = await ctx.db
    .query("invitations")
    .withIndex("by_state_and_email", (q) =>
      q.eq("organizationId", organizationId).eq("acceptedAt", null).eq("revokedAt", null),
    )
    .take(MEMBERS_MAX);
  return invitations.filter(isOpen);
}

/** The clock is asked as well, in case the scheduled deletion is late. */
function isOpen({ acceptedAt, revokedAt, expiresAt }: Doc<"invitations">): boolean {
  return acceptedAt === null && revokedAt === null && expiresAt > Date.now();
}

async function close(ctx: MutationCtx, origin: Origin, { _id }: Doc<"invitations">): Promise<number> {
  const revokedAt = Date.now();
  await ctx.db.patch("invitations", _id, { revokedAt });
  await recordAction(ctx, origin, { id: _id, type: "invitation", action: "revoked" });
  return revokedAt;
}

async function expectNoMember(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  email: string,
): Promise<void> {
  const user = await findUser(ctx, email);
  if (user !== null && (await findMembership(ctx, user._id, organizationId)) !== null) {
    throw appError("CONFLICT", {
      details: [{ path: "email", message: "Somebody with it is a member already." }],
    });
  }
}

function shown({ _id: id, email, role, invitedBy, createdAt, expiresAt }: Doc<"invitations">): Invitation {
  return { id, email, role, invitedBy, createdAt, expiresAt };
}
