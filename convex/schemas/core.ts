import { defineTable } from "convex/server";
import { v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { zodToConvexFields } from "convex-helpers/server/zod4";
import { organizationSettings } from "../../lib/organizations/object";
import { roles } from "../../lib/permissions/matrix";

export const role = literals(...roles);

export const coreTables = {
  /** The tenants. Written by `setup`, `demo` and `lib/organizations`, read by every function of staff. */
  organizations: defineTable({
    ...zodToConvexFields(organizationSettings.shape),
    createdAt: v.number(),
    /** Absent in rows from before organizations could be changed: `lib/organizations` reads them as their first version. */
    updatedAt: v.optional(v.number()),
    version: v.optional(v.number()),
  }),

  /** Each allowed origin by itself, so that it can be looked up. Kept in step with its organization by `lib/organizations`. */
  organizationOrigins: defineTable({
    origin: v.string(),
    organizationId: v.id("organizations"),
  }).index("by_origin", ["origin", "organizationId"]),

  /** Staff. Written by `setup`, `demo` and `invitations`, read by `auth`. `passwordHash` carries its own parameters. */
  users: defineTable({
    email: v.string(),
    name: v.string(),
    passwordHash: v.string(),
    /** True for who came by an invitation: whoever had its link chose the password, so the e-mail is unproven. */
    invited: v.optional(v.boolean()),
    createdAt: v.number(),
  }).index("by_email", ["email"]),

  /** Who works for which organization. Written by `setup`, `demo` and `lib/members`, read by `lib/staff` on every call. */
  memberships: defineTable({
    userId: v.id("users"),
    organizationId: v.id("organizations"),
    role,
    createdAt: v.number(),
  })
    .index("by_user_and_organization", ["userId", "organizationId"])
    .index("by_organization_and_role", ["organizationId", "role"]),

  /**
   * Links that make whoever opens them a member. Written by `lib/invitations`, deleted by schedule when their time is
   * over, whatever became of them. Only the SHA-256 of the link's secret is kept.
   */
  invitations: defineTable({
    organizationId: v.id("organizations"),
    email: v.string(),
    role,
    tokenHash: v.string(),
    invitedBy: v.string(),
    createdAt: v.number(),
    expiresAt: v.number(),
    acceptedAt: v.union(v.number(), v.null()),
    revokedAt: v.union(v.number(), v.null()),
  })
    .index("by_token_hash", ["tokenHash"])
    .index("by_state_and_email", ["organizationId", "acceptedAt", "revokedAt", "email"]),

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
