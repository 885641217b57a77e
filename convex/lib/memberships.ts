import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { MEMBERS_MAX, type Power } from "../../lib/members/rules";
import type { Role } from "../../lib/permissions/matrix";
import type { Origin } from "./objectStore";

/** All of them: there are never more than this. */
export async function membershipsOf(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
): Promise<Doc<"memberships">[]> {
  return await ctx.db
    .query("memberships")
    .withIndex("by_organization_and_role", (q) => q.eq("organizationId", organizationId))
    .take(MEMBERS_MAX);
}

export async function findMembership(
  ctx: QueryCtx,
  userId: Id<"users">,
  organizationId: Id<"organizations">,
): Promise<Doc<"memberships"> | null> {
  return await ctx.db
    .query("memberships")
    .withIndex("by_user_and_organization", (q) => q.eq("userId", userId).eq("organizationId", organizationId))
    .unique();
}

export async function findUser(ctx: QueryCtx, email: string): Promise<Doc<"users"> | null> {
  return await ctx.db
    .query("users")
    .withIndex("by_email", (q) => q.eq("email", email))
    .unique();
}

/** Who works there already keeps their role: null then. */
export async function addMembership(
  ctx: MutationCtx,
  membership: { userId: Id<"users">; organizationId: Id<"organizations">; role: Role },
): Promise<Id<"memberships"> | null> {
  const known = await findMembership(ctx, membership.userId, membership.organizationId);
  return known === null ? await ctx.db.insert("memberships", { ...membership, createdAt: Date.now() }) : null;
}

/** What counts where members are decided about. */
export async function powerOf(ctx: QueryCtx, { organizationId, actor }: Origin): Promise<Power> {
  return actor.kind === "apiKey" ? "apiKey" : await roleOf(ctx, { organizationId, actor });
}

/** The role of the member in whose name something is done. */
export async function roleOf(
  ctx: QueryCtx,
  { organizationId, actor }: Pick<Origin, "organizationId" | "actor">,
): Promise<Role> {
  const userId = actor.kind !== "user" || actor.id === null ? null : ctx.db.normalizeId("users", actor.id);
  const membership = userId === null ? null : await findMembership(ctx, userId, organizationId);
  if (membership === null) {
    throw new Error("Unreachable: only members act in an organization");
  }
  return membership.role;
}
