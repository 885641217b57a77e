import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../../lib/errors";
import type { Member } from "../../lib/members/object";
import { checkMayDecide, checkOwnerRemains, mayHaveInvited } from "../../lib/members/rules";
import type { Role } from "../../lib/permissions/matrix";
import { closeInvitationsFrom } from "./invitations";
import { membershipsOf, powerOf } from "./memberships";
import { type Origin, recordAction } from "./objectStore";
import { type PageRequest, type SmallPage, smallPage } from "./smallLists";

type OrganizationId = Id<"organizations">;

/** The latest first. There are few enough that one answer could hold them all. */
export async function listMembers(
  ctx: QueryCtx,
  organizationId: OrganizationId,
  request: PageRequest,
): Promise<SmallPage & { members: Member[] }> {
  const { items, ...rest } = smallPage(await membershipsOf(ctx, organizationId), request);
  return { members: await Promise.all(items.map((one) => shownMember(ctx, one))), ...rest };
}

export async function changeRole(ctx: MutationCtx, origin: Origin, id: string, role: Role): Promise<Member> {
  const membership = await loadMembership(ctx, origin.organizationId, id);
  const { role: before, userId } = membership;
  checkMayDecide(await powerOf(ctx, origin), [before, role]);
  if (role !== before) {
    checkOwnerRemains({ from: before, to: role, owners: await countOwners(ctx, origin.organizationId) });
    await ctx.db.patch("memberships", membership._id, { role });
    await recordAction(ctx, origin, {
      ...{ id: membership._id, type: "member", action: "role_changed" },
      changes: { role: { before, after: role } },
    });
    await closeInvitationsFrom(ctx, origin, userId, (invited) => mayHaveInvited(role, invited));
  }
  return await shownMember(ctx, { ...membership, role });
}

/**
 * Ends somebody's access at once: every function of staff reads the membership, so live queries end as well. Users may
 * remove themselves, whatever their role.
 */
export async function removeMember(
  ctx: MutationCtx,
  origin: Origin,
  { _id: membershipId, role, userId }: Doc<"memberships">,
): Promise<Id<"memberships">> {
  if (userId !== origin.actor.id) {
    checkMayDecide(await powerOf(ctx, origin), [role]);
  }
  checkOwnerRemains({ from: role, to: null, owners: await countOwners(ctx, origin.organizationId) });
  await ctx.db.delete("memberships", membershipId);
  const changes = { role: { before: role, after: null }, userId: { before: userId, after: null } };
  await recordAction(ctx, origin, { id: membershipId, type: "member", action: "removed", changes });
  await closeInvitationsFrom(ctx, origin, userId, () => false);
  return membershipId;
}

export async function loadMembership(
  ctx: QueryCtx,
  organizationId: OrganizationId,
  id: string,
): Promise<Doc<"memberships">> {
  const membershipId = ctx.db.normalizeId("memberships", id);
  const membership = membershipId === null ? null : await ctx.db.get("memberships", membershipId);
  if (membership?.organizationId !== organizationId) {
    throw appError("NOT_FOUND", { error: "There is no such member." });
  }
  return membership;
}

/** Whether there is another one is all that matters, so two are enough to look at. */
async function countOwners(ctx: QueryCtx, organizationId: OrganizationId): Promise<number> {
  const owners = await ctx.db
    .query("memberships")
    .withIndex("by_organization_and_role", (q) => q.eq("organizationId", organizationId).eq("role", "owner"))
    .take(2);
  return owners.length;
}

async function shownMember(ctx: QueryCtx, membership: Doc<"memberships">): Promise<Member> {
  const { _id: id, userId, role, createdAt } = membership;
  const user = await ctx.db.get("users", userId);
  if (user === null) {
    throw new Error(`The member ${id} is no user`);
  }
  return { id, userId, name: user.name, email: user.email, role, createdAt };
}
