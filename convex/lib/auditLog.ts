import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { decodeCursor, encodeCursor } from "../../lib/lists/cursor";
import { type AuditAction, Names, shownAction } from "./auditNames";
import { type Bound, indexRange } from "./indexRange";
import { BYTES_READ_MAX, checkPageRequest, PAGE_LIMIT_DEFAULT, pageRefusal } from "./lists";
import { mergeSorted } from "./mergeSorted";

type Row = Doc<"objectActions">;

export interface ActionFilters {
  actorKind?: Row["actor"]["kind"];
  /** Only together with `actorKind`: an id alone says nothing about what it is of. */
  actorId?: string;
  objectType?: string;
  action?: string;
  /** Milliseconds, both ends included. */
  from?: number;
  to?: number;
}

export interface ActionPageRequest {
  cursor?: string;
  limit?: number;
}

export interface ActionPage {
  actions: AuditAction[];
  nextCursor: string | null;
}

/** A page ends early rather than to look at more rows than this; its cursor goes on from there. */
export const ACTIONS_READ_MAX = 500;
const CURSOR_ORDER = "-createdAt";

/**
 * The audit of an organization, newest first. The index of the filter that leaves the fewest rows is read; other filters
 * are checked row by row, so that a page may hold few actions, or none, and still have a next one.
 */
export async function listActions(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  filters: ActionFilters,
  request: ActionPageRequest,
): Promise<ActionPage> {
  if (filters.actorId !== undefined && filters.actorKind === undefined) {
    throw pageRefusal("actorId", "is for use together with actorKind");
  }
  return await readPage(ctx, indexFor(organizationId, filters), filters, request);
}

/** What happened to one object, newest first. Whether the caller may see the object is to be asked before. */
export async function listActionsOf(
  ctx: QueryCtx,
  objectId: Id<"objects">,
  request: ActionPageRequest,
): Promise<ActionPage> {
  return await readPage(ctx, { index: "by_object", equal: { objectId } }, {}, request);
}

/** The latest of what happened to objects of these types. Fewer only where they are so large that no more can be read. */
export async function latestActions(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  objectTypes: readonly string[],
  limit: number,
): Promise<AuditAction[]> {
  const sources = objectTypes.map((objectType) =>
    rowsIn(ctx, { index: "by_object_type", equal: { organizationId, objectType } }, []),
  );
  return (await fillPage(ctx, mergeSorted(sources, isNewer), {}, limit)).actions;
}

function isNewer(a: Row, b: Row): boolean {
  return a.createdAt === b.createdAt ? a._creationTime > b._creationTime : a.createdAt > b.createdAt;
}

interface Source {
  index: "by_object" | "by_created" | "by_actor_kind" | "by_actor" | "by_object_type" | "by_action";
  equal: Record<string, unknown>;
}

function indexFor(organizationId: Id<"organizations">, filters: ActionFilters): Source {
  const { actorKind, actorId, objectType, action } = filters;
  if (actorId !== undefined) {
    const equal = { organizationId, "actor.kind": actorKind, "actor.id": actorId };
    return { index: "by_actor", equal };
  }
  if (action !== undefined) {
    return { index: "by_action", equal: { organizationId, action } };
  }
  if (objectType !== undefined) {
    return { index: "by_object_type", equal: { organizationId, objectType } };
  }
  return actorKind === undefined
    ? { index: "by_created", equal: { organizationId } }
    : { index: "by_actor_kind", equal: { organizationId, "actor.kind": actorKind } };
}

async function readPage(
  ctx: QueryCtx,
  source: Source,
  filters: ActionFilters,
  { cursor, limit = PAGE_LIMIT_DEFAULT }: ActionPageRequest,
): Promise<ActionPage> {
  checkPageRequest({ limit });
  const start = cursor === undefined ? null : placeOf(cursor);
  return await fillPage(ctx, rowsOf(ctx, source, filters, start), filters, limit);
}

async function fillPage(
  ctx: QueryCtx,
  rows: AsyncIterable<Row>,
  filters: ActionFilters,
  limit: number,
): Promise<ActionPage> {
  const names = new Names(ctx);
  const actions: AuditAction[] = [];
  let last: Row | null = null;
  let rowsRead = 0;
  let bytesRead = 0;
  for await (const row of rows) {
    const isFull = actions.length === limit || rowsRead === ACTIONS_READ_MAX;
    if (last !== null && (isFull || bytesRead + names.bytesRead > BYTES_READ_MAX)) {
      return { actions, nextCursor: cursorAfter(last) };
    }
    rowsRead += 1;
    bytesRead += JSON.stringify(row.changes).length * BYTES_PER_UNIT_MAX;
    if (fits(row, filters)) {
      actions.push(await shownAction(names, row));
    }
    last = row;
  }
  return { actions, nextCursor: null };
}

/** A character of JavaScript has at most this many bytes in UTF-8. */
const BYTES_PER_UNIT_MAX = 3;

/** Where a page ended. Rows of one transaction may share a time, so it is the row that counts. */
interface Place {
  createdAt: number;
  creationTime: number;
  id: string;
}

async function* rowsOf(
  ctx: QueryCtx,
  source: Source,
  { from, to }: ActionFilters,
  start: Place | null,
): AsyncIterable<Row> {
  const above: Bound[] = from === undefined ? [] : [{ field: "createdAt", comparison: "gte", value: from }];
  if (start === null) {
    const below: Bound[] = to === undefined ? [] : [{ field: "createdAt", comparison: "lte", value: to }];
    yield* rowsIn(ctx, source, [...above, ...below]);
    return;
  }
  yield* rowsAtTimeOf(ctx, source, start);
  yield* rowsIn(ctx, source, [...above, { field: "createdAt", comparison: "lt", value: start.createdAt }]);
}

/** What is left of the rows with the time at which the last page ended. */
async function* rowsAtTimeOf(
  ctx: QueryCtx,
  { index, equal }: Source,
  { createdAt, creationTime, id }: Place,
): AsyncIterable<Row> {
  const end: Bound = { field: "_creationTime", comparison: "lte", value: creationTime };
  let isPassed = false;
  for await (const row of rowsIn(ctx, { index, equal: { ...equal, createdAt } }, [end])) {
    if (isPassed || row._creationTime < creationTime) {
      yield row;
    } else {
      isPassed = row._id === id;
    }
  }
}

function rowsIn(ctx: QueryCtx, { index, equal }: Source, bounds: readonly Bound[]): AsyncIterable<Row> {
  return ctx.db.query("objectActions").withIndex(index, indexRange(equal, bounds)).order("desc");
}

/** Also asks what the index has asked already: a cursor that was made up could begin anywhere. */
function fits(row: Row, { actorKind, actorId, objectType, action, from, to }: ActionFilters): boolean {
  return (
    (actorKind === undefined || row.actor.kind === actorKind) &&
    (actorId === undefined || row.actor.id === actorId) &&
    (objectType === undefined || row.objectType === objectType) &&
    (action === undefined || row.action === action) &&
    (from === undefined || row.createdAt >= from) &&
    (to === undefined || row.createdAt <= to)
  );
}

function cursorAfter({ createdAt, _creationTime, _id }: Row): string {
  return encodeCursor(CURSOR_ORDER, [createdAt, _creationTime, _id].join("/"));
}

function placeOf(cursor: string): Place {
  const key = decodeCursor(CURSOR_ORDER, cursor) ?? "";
  const [, createdAt, creationTime, id] =
    /^(\d{1,16})\/(\d{1,16}(?:\.\d{1,16})?)\/(\w{1,64})$/.exec(key) ?? [];
  if (createdAt === undefined || creationTime === undefined || id === undefined) {
    throw pageRefusal("cursor", "is not a cursor of this list");
  }
  return { createdAt: Number(createdAt), creationTime: Number(creationTime), id };
}
