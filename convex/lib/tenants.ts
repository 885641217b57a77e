import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { organizationSettings, type OrganizationSettings } from "../../lib/organizations/object";
import type { Role } from "../../lib/permissions/matrix";
import { parseInput } from "./input";

type Locale = Pick<OrganizationSettings, "locale" | "timeZone" | "currency">;

/** What an organization starts with when nothing else is said. Its owner changes it. */
export const defaultLocale: Locale = { locale: "en", timeZone: "Europe/Berlin", currency: "EUR" };

export async function insertOrganization(
  ctx: MutationCtx,
  organization: Locale & { name: string },
): Promise<Id<"organizations">> {
  // A wrong time zone or currency would otherwise surface much later, on the first invoice.
  const settings = parseInput(organizationSettings, organization);
  const createdAt = Date.now();
  return await ctx.db.insert("organizations", { ...settings, createdAt, updatedAt: createdAt, version: 1 });
}

/** Adds a person to an organization's staff, and makes them a user if they are not one yet. */
export async function addMember(
  ctx: MutationCtx,
  organizationId: Id<"organizations">,
  { role, ...person }: { email: string; name: string; passwordHash: string; role: Role },
): Promise<{ userId: Id<"users">; isNewUser: boolean }> {
  const known = await ctx.db
    .query("users")
    .withIndex("by_email", (q) => q.eq("email", person.email))
    .unique();
  const createdAt = Date.now();
  const userId = known?._id ?? (await ctx.db.insert("users", { ...person, createdAt }));
  const membership = await ctx.db
    .query("memberships")
    .withIndex("by_user_and_organization", (q) => q.eq("userId", userId).eq("organizationId", organizationId))
    .unique();
  if (membership === null) {
    await ctx.db.insert("memberships", { userId, organizationId, role, createdAt });
  }
  return { userId, isNewUser: known === null };
}
