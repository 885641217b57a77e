import { v } from "convex/values";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { ObjectDefinition } from "../../lib/ontology/defineObject";
import { type ApiAnswer, type ApiCaller, doorArgs, originOf, targetArgs } from "./gateway";
import { filterArgs, type ListArguments, listRequest, pageArgs } from "./listArgs";
import { countList, type ListFilters, listPage } from "./lists";
import {
  archiveObject,
  expectVersion,
  flatten,
  loadObject,
  type Origin,
  restoreObject,
  type StoredObject,
} from "./objectStore";
import { searchObjects } from "./search";

/** What the API does with objects in the same way whatever their type is. */

export const creationArgs = { ...doorArgs, input: v.object({ body: v.any() }) };
export const targetedArgs = { ...doorArgs, input: v.object(targetArgs) };
export const changeArgs = { ...doorArgs, input: v.object({ ...targetArgs, body: v.any() }) };
/** The query of every list. Types add the filters of their own. */
export const listQueryArgs = { ...filterArgs, ...pageArgs, search: v.optional(v.string()) };

interface Door {
  caller: ApiCaller;
  requestId: string;
}
type Targeted = Door & { input: { id: string; ifMatch?: number[] } };

export async function answerObject(
  ctx: QueryCtx,
  definition: ObjectDefinition,
  { input, caller }: Targeted,
): Promise<ApiAnswer> {
  const object = await loadObject(ctx, caller.organizationId, definition, input.id);
  return { status: 200, body: flatten(definition, object), version: object.version };
}

export async function answerChange(
  ctx: MutationCtx,
  definition: ObjectDefinition,
  targeted: Targeted,
  change: (origin: Origin, object: StoredObject) => Promise<StoredObject>,
): Promise<ApiAnswer> {
  const { origin, object } = await loadTarget(ctx, definition, targeted);
  const changed = await change(origin, object);
  const body = { success: true, [definition.singular]: flatten(definition, changed) };
  return { status: 200, body, version: changed.version };
}

/** DELETE: the object leaves the lists and can be restored. */
export async function answerArchive(
  ctx: MutationCtx,
  definition: ObjectDefinition,
  targeted: Targeted,
): Promise<ApiAnswer> {
  const { origin, object } = await loadTarget(ctx, definition, targeted);
  const { _id: id, archivedAt, version } = await archiveObject(ctx, origin, definition, object);
  return { status: 200, body: { success: true, id, archivedAt }, version };
}

export async function answerRestore(
  ctx: MutationCtx,
  definition: ObjectDefinition,
  targeted: Targeted,
): Promise<ApiAnswer> {
  return await answerChange(ctx, definition, targeted, (origin, object) =>
    restoreObject(ctx, origin, definition, object),
  );
}

/** Matches of a search are few and in memory, so they are paged by offset; there is no cursor into them. */
export async function answerList(
  ctx: QueryCtx,
  definition: ObjectDefinition,
  { caller: { organizationId } }: Door,
  { search: term, ...query }: ListArguments & { search?: string },
  values: ListFilters["values"],
): Promise<ApiAnswer> {
  const { filters, page } = listRequest(query, values);
  const { objects, total, limit, offset, hasMore, nextCursor } =
    term === undefined
      ? {
          ...(await listPage(ctx, organizationId, definition, filters, page)),
          total: await countList(ctx, organizationId, definition, filters),
        }
      : {
          ...(await searchObjects(ctx, organizationId, definition, { term, filters, page })),
          nextCursor: null,
        };
  const listed = objects.map((object) => flatten(definition, object));
  const body = { [definition.plural]: listed, total, limit, offset, hasMore, nextCursor };
  return { status: 200, body };
}

async function loadTarget(
  ctx: MutationCtx,
  definition: ObjectDefinition,
  { input, ...door }: Targeted,
): Promise<{ origin: Origin; object: StoredObject }> {
  const origin = originOf(door);
  const object = await loadObject(ctx, origin.organizationId, definition, input.id);
  expectVersion(object, input.ifMatch);
  return { origin, object };
}
