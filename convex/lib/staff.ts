import { customMutation, customQuery } from "convex-helpers/server/customFunctions";
import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import { mutation, query, type QueryCtx } from "../_generated/server";
import { appError } from "../../lib/errors";
import type { ObjectDefinition } from "../../lib/ontology/defineObject";
import { permits } from "../../lib/permissions/evaluate";
import type { Permission, Role } from "../../lib/permissions/matrix";
import { findObject, type Origin, type StoredObject } from "./objectStore";
import { findPage } from "./sessions";

/** The signed-in person, before it is known in which organization they act. */
export interface Staff {
  userId: Id<"users">;
}

const sessionArgs = { sessionId: v.string() };

/** A query for screens: `sessionId` becomes `ctx.staff`. */
export const staffQuery = customQuery(query, {
  args: sessionArgs,
  input: async (ctx, { sessionId }) => ({ ctx: { staff: await resolveStaff(ctx, sessionId) }, args: {} }),
});

/** A mutation for screens: `sessionId` becomes `ctx.staff`. */
export const staffMutation = customMutation(mutation, {
  args: sessionArgs,
  input: async (ctx, { sessionId }) => ({ ctx: { staff: await resolveStaff(ctx, sessionId) }, args: {} }),
});

/** Where and in whose name a member of staff acts, if their role allows it. */
export async function staffOrigin(
  ctx: QueryCtx & { staff: Staff },
  organizationId: string,
  permission: Permission,
): Promise<Origin> {
  const { origin, role, may } = await staffMember(ctx, organizationId);
  if (!may(permission)) {
    throw appError("FORBIDDEN", { error: `Your role (${role}) may not do that.` });
  }
  return origin;
}

/** For functions that answer as much as the role allows. `may` is to be asked before anything is answered. */
export async function staffMember(
  ctx: QueryCtx & { staff: Staff },
  id: string,
): Promise<{ origin: Origin; role: Role; may: (permission: Permission) => boolean }> {
  const membership = await findMembership(ctx, id);
  if (membership === null) {
    throw appError("NOT_FOUND", { error: "There is no such organization." });
  }
  const { organizationId, userId, role } = membership;
  const origin: Origin = { organizationId, actor: { kind: "user", id: userId }, requestId: null };
  return { origin, role, may: (permission) => permits({ kind: "user", role }, permission) };
}

/** For functions that are given only an object's id. Objects of organizations that one does not work for do not exist. */
export async function staffObject(
  ctx: QueryCtx & { staff: Staff },
  definition: ObjectDefinition,
  id: string,
  permission: Permission,
): Promise<{ origin: Origin; object: StoredObject }> {
  const object = await findObject(ctx, definition, id);
  if (object === null || (await findMembership(ctx, object.organizationId)) === null) {
    throw appError("NOT_FOUND", { error: `There is no such ${definition.singular}.` });
  }
  return { origin: await staffOrigin(ctx, object.organizationId, permission), object };
}

async function findMembership(
  ctx: QueryCtx & { staff: Staff },
  id: string,
): Promise<Doc<"memberships"> | null> {
  const organizationId = ctx.db.normalizeId("organizations", id);
  return organizationId === null
    ? null
    : await ctx.db
        .query("memberships")
        .withIndex("by_user_and_organization", (q) =>
          q.eq("userId", ctx.staff.userId).eq("organizationId", organizationId),
        )
        .unique();
}

/**
 * Reading the row is what ties a live query to its session: when the scheduled deletion removes it, the query runs
 * again and ends.
 */
async function resolveStaff(ctx: QueryCtx, sessionId: string): Promise<Staff> {
  const page = await findPage(ctx, sessionId);
  if (page === null) {
    throw appError("UNAUTHORIZED", { error: "Your session has ended. Sign in again." });
  }
  return { userId: page.userId };
}
