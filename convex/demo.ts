import { v } from "convex/values";
import { internal } from "./_generated/api";
import type { Id } from "./_generated/dataModel";
import {
  env,
  internalAction,
  internalMutation,
  internalQuery,
  type MutationCtx,
  type QueryCtx,
} from "./_generated/server";
import { seedManyContacts } from "./lib/demo/bulk";
import { seedDemoContacts } from "./lib/demo/seedDemo";
import { insertKey } from "./lib/keys";
import { findUser } from "./lib/memberships";
import { addMember, insertOrganization } from "./lib/tenants";
import { appError } from "../lib/errors";

const OWNER = { email: "mara@nordlicht.example", name: "Mara Lindqvist", role: "owner" } as const;
const MEMBER = { email: "jonas@nordlicht.example", name: "Jonas Weber", role: "member" } as const;
const API_KEY = {
  name: "Demo key",
  scopes: ["contacts:read", "contacts:write"],
  environment: "test",
} as const;
const PORTAL_KEY = { name: "Demo portal", scopes: ["portal:sync"], environment: "test" } as const;
const DEMO_KEYS_MAX = 200;
const MEMBERSHIPS_MAX = 100;
const BATCH_MAX = 200;

interface Demo {
  organizationId: Id<"organizations">;
  apiKey: string;
  portalKey: string;
}

/**
 * The organization that a first start shows. Called again it doubles nothing: it sets the password and replaces the
 * demo's two keys, because their secrets cannot be read back.
 */
export const seed = internalAction({
  args: { password: v.string() },
  handler: async (ctx, { password }): Promise<Demo & { staff: { email: string; password: string } }> => {
    const passwordHash = await ctx.runAction(internal.authNode.hashPassword, { password });
    const demo: Demo = await ctx.runMutation(internal.demo.insert, { passwordHash });
    return { ...demo, staff: { email: OWNER.email, password } };
  },
});

export const insert = internalMutation({
  args: { passwordHash: v.string() },
  handler: async (ctx, { passwordHash }): Promise<Demo> => {
    expectEmbedded();
    const organizationId = (await findDemo(ctx)) ?? (await insertDemo(ctx, passwordHash));
    for (const person of [OWNER, MEMBER]) {
      const { userId } = await addMember(ctx, organizationId, { ...person, passwordHash });
      await ctx.db.patch("users", userId, { passwordHash });
    }
    await revokeKeys(ctx, organizationId);
    const apiKey = await insertKey(ctx, organizationId, { ...API_KEY, scopes: [...API_KEY.scopes] });
    const portalKey = await insertKey(ctx, organizationId, { ...PORTAL_KEY, scopes: [...PORTAL_KEY.scopes] });
    return { organizationId, apiKey: apiKey.secret, portalKey: portalKey.secret };
  },
});

export const findOrganization = internalQuery({
  args: {},
  handler: async (ctx): Promise<{ organizationId: Id<"organizations"> } | null> => {
    const organizationId = await findDemo(ctx);
    return organizationId === null ? null : { organizationId };
  },
});

/** One batch of `npm run seed`. Batches keep each transaction inside Convex's limits. */
export const seedContacts = internalMutation({
  args: { organizationId: v.id("organizations"), count: v.number() },
  handler: async (ctx, { organizationId, count }) => {
    expectEmbedded();
    if (!Number.isInteger(count) || count < 1 || count > BATCH_MAX) {
      throw appError("INVALID_REQUEST", { error: `count must be an integer from 1 to ${BATCH_MAX}` });
    }
    return await seedManyContacts(ctx, organizationId, count);
  },
});

/** Invented people and a password that a script printed have no place in a real business's data. */
function expectEmbedded(): void {
  if (env.GUILDHALL_EMBEDDED !== "1") {
    throw appError("FORBIDDEN", {
      error: "Demo data is for the embedded deployment only (GUILDHALL_EMBEDDED is not set to 1).",
    });
  }
}

/** The demo is the organization that its invented owner joined first: since then others may have invited them. */
async function findDemo(ctx: QueryCtx): Promise<Id<"organizations"> | null> {
  const owner = await findUser(ctx, OWNER.email);
  if (owner === null) {
    return null;
  }
  const memberships = await ctx.db
    .query("memberships")
    .withIndex("by_user_and_organization", (q) => q.eq("userId", owner._id))
    .take(MEMBERSHIPS_MAX);
  const [first] = memberships.toSorted((a, b) => a._creationTime - b._creationTime);
  return first?.organizationId ?? null;
}

async function insertDemo(ctx: MutationCtx, passwordHash: string): Promise<Id<"organizations">> {
  const organizationId = await insertOrganization(ctx, {
    name: "Nordlicht Studio",
    locale: "en",
    timeZone: "Europe/Berlin",
    currency: "EUR",
  });
  await addMember(ctx, organizationId, { ...OWNER, passwordHash });
  await seedDemoContacts(ctx, organizationId);
  return organizationId;
}

async function revokeKeys(ctx: MutationCtx, organizationId: Id<"organizations">): Promise<void> {
  const keys = await ctx.db
    .query("apiKeys")
    .withIndex("by_organization", (q) => q.eq("organizationId", organizationId))
    .take(DEMO_KEYS_MAX);
  const names: string[] = [API_KEY.name, PORTAL_KEY.name];
  for (const key of keys) {
    if (key.revokedAt === null && names.includes(key.name)) {
      await ctx.db.patch("apiKeys", key._id, { revokedAt: Date.now() });
    }
  }
}
