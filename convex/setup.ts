import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import { internalAction, internalMutation, internalQuery } from "./_generated/server";
import { parseInput } from "./lib/input";
import { findUser } from "./lib/memberships";
import { makeSecret } from "./lib/secrets";
import { addMember, defaultLocale, insertOrganization } from "./lib/tenants";
import { appError } from "../lib/errors";
import { email, line } from "../lib/ontology/fields";

const ORGANIZATIONS_LISTED_MAX = 1000;
const PASSWORD_LENGTH = 20;

const localeArgs = {
  locale: v.optional(v.string()),
  timeZone: v.optional(v.string()),
  currency: v.optional(v.string()),
};

/** An owner whose account came from an invitation is refused, unless the operator vouches for them. */
const trustArgs = { trustInvited: v.optional(v.boolean()) };

/**
 * Makes an organization with its owner, from the command line of whoever holds the admin key. An owner who is known
 * already keeps their password, which is why `password` is null then.
 */
export const createOrganization = internalAction({
  args: {
    organization: v.string(),
    ownerEmail: v.string(),
    ownerName: v.optional(v.string()),
    password: v.optional(v.string()),
    ...trustArgs,
    ...localeArgs,
  },
  handler: async (ctx, args): Promise<Created & { email: string; password: string | null }> => {
    const { organization, ownerEmail, ownerName, trustInvited, ...locale } = args;
    const password = args.password ?? makeSecret("", PASSWORD_LENGTH);
    const passwordHash = await ctx.runAction(internal.authNode.hashPassword, { password });
    const owner = { email: parseInput(email(), ownerEmail), name: ownerName ?? ownerEmail, passwordHash };
    const name = parseInput(line(), organization);
    const { currency, locale: tag, timeZone } = locale;
    const created: Created & { isNewUser: boolean } = await ctx.runMutation(internal.setup.insert, {
      ...{ name, owner, trustInvited, currency, locale: tag, timeZone },
    });
    const { organizationId, userId, isNewUser } = created;
    return { organizationId, userId, email: owner.email, password: isNewUser ? password : null };
  },
});

interface Created {
  organizationId: Id<"organizations">;
  userId: Id<"users">;
}

export const insert = internalMutation({
  args: {
    name: v.string(),
    owner: v.object({ email: v.string(), name: v.string(), passwordHash: v.string() }),
    ...trustArgs,
    ...localeArgs,
  },
  handler: async (
    ctx,
    { name, owner, trustInvited = false, ...locale },
  ): Promise<Created & { isNewUser: boolean }> => {
    if (!trustInvited && (await findUser(ctx, owner.email))?.invited === true) {
      throw appError("CONFLICT", {
        error:
          `${owner.email} became a user by an invitation. Whoever had its link chose the password, and need not be who ` +
          "reads that e-mail. If you know that they are, say so with --trust-invited.",
      });
    }
    const organizationId = await insertOrganization(ctx, { ...defaultLocale, ...locale, name });
    const { userId, isNewUser } = await addMember(ctx, organizationId, { ...owner, role: "owner" });
    return { organizationId, userId, isNewUser };
  },
});

export const listOrganizations = internalQuery({
  args: {},
  handler: async (ctx) => {
    const organizations = await ctx.db.query("organizations").take(ORGANIZATIONS_LISTED_MAX);
    return organizations.map(({ _id, name, createdAt }) => ({ id: _id, name, createdAt }));
  },
});
