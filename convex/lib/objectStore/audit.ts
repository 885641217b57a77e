import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";

/** In whose name a write happens. */
export interface Origin {
  organizationId: Id<"organizations">;
  actor: Doc<"objectActions">["actor"];
  requestId: string | null;
}

export type Changes = Doc<"objectActions">["changes"];

/** Something that happened. `id` is of an object, or of a row of any other table that is audited. */
export interface Action {
  id: string;
  type: string;
  action: string;
  changes: Changes;
  version: number;
  createdAt: number;
}

export async function insertAction(
  ctx: MutationCtx,
  { organizationId, actor, requestId }: Origin,
  { id: objectId, type: objectType, ...happened }: Action,
): Promise<void> {
  const common = { organizationId, actor, requestId };
  await ctx.db.insert("objectActions", { ...common, objectId, objectType, ...happened });
}

/**
 * The audit entry for what is no object (settings, members, invitations, API keys), or changes none of an object's
 * fields (its sessions, what is opened to clients). It reads `type.action`, as in `member.role_changed`. A secret, or its hash, has no place in `changes`.
 */
export async function recordAction(
  ctx: MutationCtx,
  origin: Origin,
  happened: { id: string; type: string; action: string; changes?: Changes; version?: number },
): Promise<void> {
  await insertAction(ctx, origin, { changes: {}, version: 1, ...happened, createdAt: Date.now() });
}

/** What is different afterwards, field by field. */
export function differences(before: object, after: object): Changes {
  const earlier = new Map<string, unknown>(Object.entries(before));
  const changed = Object.entries<unknown>({ ...after }).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(earlier.get(field)),
  );
  return Object.fromEntries(
    changed.map(([field, value]) => [field, { before: earlier.get(field), after: value }]),
  );
}
