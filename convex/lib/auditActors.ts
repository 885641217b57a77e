import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { Names } from "./auditNames";
import { membershipsOf } from "./memberships";

export interface AuditActor {
  kind: "user" | "apiKey";
  id: string;
  name: string;
}

/** The latest are enough to choose from: who is not among them is found by what they did. */
const FORMER_MEMBERS_MAX = 100;
const KEYS_MAX = 200;

/** Staff, also who left, and keys, also revoked ones, by name. Frontend users are too many to be listed. */
export async function auditActors(ctx: QueryCtx, organizationId: Id<"organizations">): Promise<AuditActor[]> {
  const memberships = await membershipsOf(ctx, organizationId);
  const former = await formerMembers(ctx, organizationId);
  const userIds = new Set<string>([...memberships.map(({ userId }) => userId), ...former]);
  const names = new Names(ctx);
  const users: AuditActor[] = [];
  for (const id of userIds) {
    users.push({ kind: "user", id, name: (await names.ofActor({ kind: "user", id })) ?? id });
  }
  const keys = await ctx.db
    .query("apiKeys")
    .withIndex("by_organization", (q) => q.eq("organizationId", organizationId))
    .order("desc")
    .take(KEYS_MAX);
  return [
    ...byName(users),
    ...byName(keys.map(({ _id: id, name }) => ({ kind: "apiKey", id, name }) as const)),
  ];
}

/** Their memberships are gone; what is left of them is the audit entry of their removal. */
async function formerMembers(ctx: QueryCtx, organizationId: Id<"organizations">): Promise<string[]> {
  const removals = await ctx.db
    .query("objectActions")
    .withIndex("by_action", (q) => q.eq("organizationId", organizationId).eq("action", "removed"))
    .order("desc")
    .take(FORMER_MEMBERS_MAX);
  return removals
    .filter(({ objectType }) => objectType === "member")
    .map(({ changes }): unknown => changes.userId?.before)
    .filter((id) => typeof id === "string");
}

function byName(actors: readonly AuditActor[]): AuditActor[] {
  return actors.toSorted((a, b) => a.name.localeCompare(b.name));
}
