import { api } from "../../convex/_generated/api";
import { addMember } from "../../convex/lib/tenants";
import { isAppError } from "../../lib/errors";
import type { Role } from "../../lib/permissions/matrix";
import type { Backend, Tenant } from "../setup";

/** The code that a call is refused with, `none` if it is not, else whatever went wrong. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "none";
  } catch (error) {
    return isAppError(error) ? error.data.code : String(error);
  }
}

/** The `sessionId` of somebody who signs in. */
export async function openPage(t: Backend, person: { email: string; password: string }): Promise<string> {
  const { email, password } = person;
  const { token } = await t.action(api.auth.signIn, { email, password });
  return (await t.mutation(api.auth.openPage, { token })).sessionId;
}

/** A further member of the tenant, with the owner's password. */
export async function addColleague(
  t: Backend,
  { organizationId, owner }: Tenant,
  role: Role,
  name: string = role,
) {
  const email = `${name}.${organizationId}@staff.example`.toLowerCase();
  const { userId, membershipId } = await t.run(async (ctx) => {
    const passwordHash = (await ctx.db.get("users", owner.userId))?.passwordHash ?? "";
    const added = await addMember(ctx, organizationId, { email, name, passwordHash, role });
    const membership = await ctx.db
      .query("memberships")
      .withIndex("by_user_and_organization", (q) => q.eq("userId", added.userId))
      .unique();
    return { userId: added.userId, membershipId: membership?._id ?? "" };
  });
  return { email, password: owner.password, userId, membershipId };
}

/** The `sessionId` of a further member. */
export async function joinAs(t: Backend, tenant: Tenant, role: Role): Promise<string> {
  return await openPage(t, await addColleague(t, tenant, role));
}
