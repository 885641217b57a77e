import { compareValues } from "convex/values";
import type { Doc, Id } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import type { Sort } from "../../../lib/lists/cursor";
import { indexRange } from "../indexRange";
import { mergeSorted } from "../mergeSorted";
import { stored, type StoredObject } from "../objectStore/document";

/** One place of a list. `load` is separate because rows of open sets only point to their object. */
export interface Row {
  key: string;
  load: () => Promise<StoredObject>;
}

export interface RowRange {
  source: ClosedSource | { list: string };
  /** Each state is an index range of its own; with both, the two are merged. */
  archived: readonly boolean[];
  sort: Sort;
  /** Where to begin, in the order of `sort`, or null for the beginning. */
  start: { key: string; inclusive: boolean } | null;
}

interface ClosedSource {
  organizationId: Id<"organizations">;
  type: string;
  subtype: string | undefined;
  status: string | undefined;
}

/** The rows of a list in order, read one by one: whoever stops early has read no more than they took. */
export function readRows(ctx: QueryCtx, range: RowRange): AsyncIterable<Row> {
  const sources = range.archived.map((archived) =>
    "list" in range.source
      ? entryRows(ctx, range, range.source.list, archived)
      : objectRows(ctx, range, range.source, archived),
  );
  return mergeSorted(sources, (a, b) => comesFirst(a, b, direction(range.sort)));
}

async function* objectRows(
  ctx: QueryCtx,
  range: RowRange,
  { organizationId, type, subtype, status }: ClosedSource,
  archived: boolean,
): AsyncIterable<Row> {
  const { index, keyField } = objectIndex(range.sort, { subtype, status });
  const equal = { organizationId, type, archived, ...defined({ subtype, status }) };
  const documents = ctx.db
    .query("objects")
    .withIndex(index, bound(equal, keyField, range))
    .order(direction(range.sort));
  for await (const object of documents) {
    yield { key: object[keyField], load: () => Promise.resolve(stored(object)) };
  }
}

async function* entryRows(
  ctx: QueryCtx,
  range: RowRange,
  list: string,
  archived: boolean,
): AsyncIterable<Row> {
  const keyField = keyFieldOf(range.sort);
  const entries = ctx.db
    .query("objectEntries")
    .withIndex(
      keyField === "createdKey" ? "by_created" : "by_name",
      bound({ list, archived }, keyField, range),
    )
    .order(direction(range.sort));
  for await (const entry of entries) {
    yield { key: entry[keyField], load: () => loadEntry(ctx, entry) };
  }
}

async function loadEntry(ctx: QueryCtx, entry: Doc<"objectEntries">): Promise<StoredObject> {
  const object = await ctx.db.get("objects", entry.objectId);
  if (object === null) {
    throw new Error(`The list ${entry.list} points to an object that is gone`);
  }
  return stored(object);
}

function comesFirst(a: Row, b: Row, order: "asc" | "desc"): boolean {
  return compareValues(a.key, b.key) < 0 === (order === "asc");
}

function direction(sort: Sort): "asc" | "desc" {
  return sort.startsWith("-") ? "desc" : "asc";
}

function keyFieldOf(sort: Sort): "createdKey" | "nameKey" {
  return sort.endsWith("createdAt") ? "createdKey" : "nameKey";
}

function objectIndex(sort: Sort, { subtype, status }: { subtype?: string; status?: string }) {
  const keyField = keyFieldOf(sort);
  const byCreated = keyField === "createdKey";
  if (subtype !== undefined && status !== undefined) {
    return {
      keyField,
      index: byCreated ? "by_subtype_status_and_created" : "by_subtype_status_and_name",
    } as const;
  }
  if (subtype !== undefined) {
    return { keyField, index: byCreated ? "by_subtype_and_created" : "by_subtype_and_name" } as const;
  }
  if (status !== undefined) {
    return { keyField, index: byCreated ? "by_status_and_created" : "by_status_and_name" } as const;
  }
  return { keyField, index: byCreated ? "by_created" : "by_name" } as const;
}

function bound(equal: Record<string, unknown>, keyField: string, { sort, start }: RowRange) {
  if (start === null) {
    return indexRange(equal);
  }
  const comparison = direction(sort) === "asc" ? ascending(start) : descending(start);
  return indexRange(equal, [{ field: keyField, comparison, value: start.key }]);
}

function ascending(start: { inclusive: boolean }): "gte" | "gt" {
  return start.inclusive ? "gte" : "gt";
}

function descending(start: { inclusive: boolean }): "lte" | "lt" {
  return start.inclusive ? "lte" : "lt";
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
