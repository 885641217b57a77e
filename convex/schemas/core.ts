import { defineTable } from "convex/server";
import { v } from "convex/values";

export const role = v.union(
  v.literal("owner"),
  v.literal("admin"),
  v.literal("member"),
  v.literal("accountant"),
  v.literal("viewer"),
);

export const coreTables = {
  /** The tenants. Written by `setup` and `demo`, read by every function of staff. */
  organizations: defineTable({
    name: v.string(),
    locale: v.string(),
    timeZone: v.string(),
    currency: v.string(),
    createdAt: v.number(),
  }),

  /** Staff. Written by `setup` and `demo`, read by `auth`. `passwordHash` carries its own parameters. */
  users: defineTable({
    email: v.string(),
    name: v.string(),
    passwordHash: v.string(),
    createdAt: v.number(),
  }).index("by_email", ["email"]),

  /** Who works for which organization. Written by `setup` and `demo`, read by `lib/staff` on every call. */
  memberships: defineTable({
    userId: v.id("users"),
    organizationId: v.id("organizations"),
    role,
    createdAt: v.number(),
  }).index("by_user_and_organization", ["userId", "organizationId"]),

  /**
   * Sign-ins of staff (`login`, the secret in the portal's cookie) and what a page exchanged them for (`page`, the
   * `sessionId` of ten minutes). Written and deleted by `auth`, read by `lib/staff`. A deleted row ends the live
   * queries that depend on it. Only SHA-256 hashes of the secrets are kept.
   */
  sessions: defineTable({
    userId: v.id("users"),
    kind: v.union(v.literal("login"), v.literal("page")),
    tokenHash: v.string(),
    /** Of a page: the sign-in that it came from. */
    loginId: v.optional(v.id("sessions")),
    createdAt: v.number(),
    expiresAt: v.number(),
  })
    .index("by_token_hash", ["tokenHash"])
    .index("by_login", ["loginId"]),
};
