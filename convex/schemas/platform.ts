import { defineTable } from "convex/server";
import { v } from "convex/values";
import { actor } from "./objects";

export const platformTables = {
  /** Secrets of programs, as hashes. Written by `apiKeys`, `demo` and `gateway`, read by `gateway` on every request. */
  apiKeys: defineTable({
    organizationId: v.id("organizations"),
    name: v.string(),
    /** The beginning of the secret, for people who have to tell keys apart. */
    prefix: v.string(),
    tokenHash: v.string(),
    scopes: v.array(v.string()),
    limitPerMinute: v.union(v.number(), v.null()),
    createdBy: v.string(),
    createdAt: v.number(),
    lastUsedAt: v.union(v.number(), v.null()),
    revokedAt: v.union(v.number(), v.null()),
    /** Absent and null: it does not end by itself. A rotated key ends when its overlap with the new one does. */
    expiresAt: v.optional(v.union(v.number(), v.null())),
    rotatedFromId: v.optional(v.id("apiKeys")),
  })
    .index("by_token_hash", ["tokenHash"])
    .index("by_organization", ["organizationId"]),

  /**
   * By whom providers vouch for a frontend user: (provider, subject) is the identity, the e-mail only what the provider
   * last said. Within an organization an identity belongs to one user, and so does a verified e-mail. Written and read
   * by `lib/frontendUsers`.
   */
  frontendIdentities: defineTable({
    organizationId: v.id("organizations"),
    provider: v.string(),
    subject: v.string(),
    frontendUserId: v.id("objects"),
    email: v.string(),
    emailVerified: v.boolean(),
    linkedAt: v.number(),
    lastLogin: v.number(),
  })
    .index("by_identity", ["organizationId", "provider", "subject"])
    .index("by_email", ["organizationId", "email", "emailVerified"])
    .index("by_frontend_user", ["frontendUserId"]),

  /**
   * Sign-ins of frontend users (`login`, the `ghs_` token that the portal's server keeps) and what a page exchanged
   * them for (`page`, the `sessionId` of ten minutes). Written and deleted by `lib/frontendSessions`, read by
   * `gateway` and `lib/portal`. Only SHA-256 hashes of the secrets are kept.
   */
  frontendSessions: defineTable({
    organizationId: v.id("organizations"),
    frontendUserId: v.id("objects"),
    kind: v.union(v.literal("login"), v.literal("page")),
    tokenHash: v.string(),
    /** Of a page: the sign-in that it came from. */
    loginId: v.optional(v.id("frontendSessions")),
    /** The provider that vouched for this sign-in. */
    oauthProvider: v.string(),
    createdAt: v.number(),
    lastUsedAt: v.number(),
    expiresAt: v.number(),
  })
    .index("by_token_hash", ["tokenHash"])
    .index("by_frontend_user", ["frontendUserId", "kind"]),

  /** Fixed windows and what was taken from them. Written by `lib/rateLimits`, collected by `maintenance`. */
  rateLimits: defineTable({ bucket: v.string(), startMs: v.number(), used: v.number() })
    .index("by_bucket", ["bucket"])
    .index("by_start", ["startMs"]),

  /**
   * First answers, for requests that are sent again. `scope` is credential, method and path; `fingerprint` tells
   * whether it is the same request. Written and read by `lib/idempotency`, collected by `maintenance`.
   */
  idempotencyKeys: defineTable({
    scope: v.string(),
    key: v.string(),
    fingerprint: v.string(),
    /** `body` is JSON. An answer that carried a secret is not kept, only the id of what it was about. */
    answer: v.union(
      v.object({
        kind: v.literal("kept"),
        status: v.number(),
        body: v.string(),
        version: v.optional(v.number()),
      }),
      v.object({ kind: v.literal("secret"), objectId: v.string() }),
    ),
    expiresAt: v.number(),
  })
    .index("by_scope_and_key", ["scope", "key"])
    .index("by_expiry", ["expiresAt"]),

  /** The outbox: what happened, in the transaction in which it happened. Written by `lib/objectStore`. */
  events: defineTable({
    organizationId: v.id("organizations"),
    name: v.string(),
    objectId: v.id("objects"),
    version: v.number(),
    actor,
    createdAt: v.number(),
  }),
};
