import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { organizationSettings, type OrganizationSettings } from "../../lib/organizations/object";
import type { Role } from "../../lib/permissions/matrix";
import { parseInput } from "./input";
import { addMembership, findUser } from "./memberships";

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
  const known = await findUser(ctx, person.email);
  const createdAt = Date.now();
  const userId = known?._id ?? (await ctx.db.insert("users", { ...person, createdAt }));
  await addMembership(ctx, { userId, organizationId, role });
  return { userId, isNewUser: known === null };
}
