import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { appError } from "../../lib/errors";
import type { Role } from "../../lib/permissions/matrix";

type Locale = Pick<Doc<"organizations">, "locale" | "timeZone" | "currency">;

/** What an organization starts with when nothing else is said. Its owner changes it. */
export const defaultLocale: Locale = { locale: "en", timeZone: "Europe/Berlin", currency: "EUR" };

export async function insertOrganization(
  ctx: MutationCtx,
  organization: Locale & { name: string },
): Promise<Id<"organizations">> {
  checkLocale(organization);
  return await ctx.db.insert("organizations", { ...organization, createdAt: Date.now() });
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

/** A wrong time zone or currency would otherwise surface much later, on the first invoice. */
function checkLocale({ locale, timeZone, currency }: Locale): void {
  const checks: [path: string, check: () => unknown][] = [
    ["locale", () => new Intl.Locale(locale)],
    ["timeZone", () => new Intl.DateTimeFormat("en", { timeZone })],
    ["currency", () => new Intl.NumberFormat("en", { style: "currency", currency })],
  ];
  for (const [path, check] of checks) {
    try {
      check();
    } catch {
      throw appError("INVALID_REQUEST", { details: [{ path, message: `is not a ${path} that is known` }] });
    }
  }
}
