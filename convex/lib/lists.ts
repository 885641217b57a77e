import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { appError } from "../../lib/errors";
import { decodeCursor, encodeCursor, type Sort } from "../../lib/lists/cursor";
import { countKeys, type FacetMatch, keyAt } from "../../lib/lists/orderTreeRead";
import {
  type Archived,
  entriesOf,
  entryList,
  entryName,
  facetMatch,
  mainList,
} from "../../lib/lists/placements";
import type { ObjectDefinition } from "../../lib/ontology/defineObject";
import { readRows, type Row, type RowRange } from "./lists/rows";
import { loadNode, loadRoot } from "./objectStore/counts";
import { bytesOf, listed, type StoredObject } from "./objectStore/document";

/** What a list is narrowed by: the closed sets, and values of the open sets that the type declares. */
export interface ListFilters {
  subtype?: string;
  status?: string;
  archived?: Archived;
  /** By the filter's name: `{ tag: "vip" }`. */
  values?: Readonly<Record<string, string | undefined>>;
}

export interface PageRequest {
  sort?: Sort;
  limit?: number;
  offset?: number;
  cursor?: string;
}

export interface Page {
  objects: StoredObject[];
  limit: number;
  /** Null when a cursor was given: a cursor knows its place, not its number. */
  offset: number | null;
  hasMore: boolean;
  nextCursor: string | null;
}

export const PAGE_LIMIT_DEFAULT = 50;
export const PAGE_LIMIT_MAX = 200;
/** A page ends early rather than to read more than this; the cursor goes on from there. */
const ROWS_READ_MAX = 500;
export const BYTES_READ_MAX = 6 * 1024 * 1024;

/** The exact number of objects in a list, or null where no count is kept for that combination of filters. */
export async function countList(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  definition: ObjectDefinition,
  filters: ListFilters,
): Promise<number | null> {
  const counted = countedList(organizationId, definition, filters);
  return counted === null ? null : countKeys(await loadRoot(ctx, counted.list), counted.match);
}

/** One page of a list. What it costs depends on the page, not on the tenant. */
export async function listPage(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  definition: ObjectDefinition,
  filters: ListFilters,
  request: PageRequest,
): Promise<Page> {
  const { sort = "-createdAt", limit = PAGE_LIMIT_DEFAULT, offset = 0, cursor } = request;
  checkPageRequest(request);
  const start =
    cursor === undefined
      ? await startAtOffset(ctx, countedList(organizationId, definition, filters), { sort, offset })
      : startAfter(sort, cursor);
  if (start === "beyond the end") {
    return { objects: [], limit, offset, hasMore: false, nextCursor: null };
  }
  const rows = readRows(ctx, { ...rangeOf(organizationId, definition, filters), sort, start });
  const { objects, lastKey, hasMore } = await fillPage(rows, limit, remainder(definition, filters));
  return {
    objects,
    limit,
    offset: cursor === undefined ? offset : null,
    hasMore,
    nextCursor: hasMore && lastKey !== null ? encodeCursor(sort, lastKey) : null,
  };
}

/** The list whose tree counts exactly what the filters select, if there is one. */
function countedList(
  organizationId: Id<"organizations">,
  definition: ObjectDefinition,
  filters: ListFilters,
): { list: string; match: FacetMatch } | null {
  const { subtype, status, archived = "false" } = filters;
  const [entry, ...others] = entriesAsked(definition, filters);
  if (entry === undefined) {
    const match = facetMatch({ subtype, status, archived });
    return { list: mainList(organizationId, definition.type), match };
  }
  const narrowed = subtype !== undefined || status !== undefined;
  return others.length > 0 || (narrowed && !entry.refined)
    ? null
    : {
        list: entryList(organizationId, definition.type, entry.name),
        match: facetMatch({ subtype, status, archived }),
      };
}

/** The open lists that the filters name. Where there are several, the first one is walked. */
export function entriesAsked(
  definition: ObjectDefinition,
  { values = {} }: ListFilters,
): { name: string; refined: boolean }[] {
  return definition.filters.flatMap(({ name, refined = false }) => {
    const value = values[name];
    return value === undefined ? [] : [{ name: entryName(name, value), refined }];
  });
}

function rangeOf(
  organizationId: Id<"organizations">,
  definition: ObjectDefinition,
  filters: ListFilters,
): Omit<RowRange, "sort" | "start"> {
  const { subtype, status, archived = "false" } = filters;
  const [entry] = entriesAsked(definition, filters);
  return {
    archived: archived === "all" ? [false, true] : [archived === "true"],
    source:
      entry === undefined
        ? { organizationId, type: definition.type, subtype, status }
        : { list: entryList(organizationId, definition.type, entry.name) },
  };
}

type Condition = (object: StoredObject) => boolean;

/** What the index range leaves to check, if anything: in lists of open sets that more filters narrow. */
function remainder(definition: ObjectDefinition, filters: ListFilters): Condition | null {
  const { subtype, status } = filters;
  const [first, ...others] = entriesAsked(definition, filters);
  if (first === undefined || (subtype === undefined && status === undefined && others.length === 0)) {
    return null;
  }
  return (object) =>
    (subtype === undefined || object.subtype === subtype) &&
    (status === undefined || object.status === status) &&
    (others.length === 0 || standsIn(definition, object, others));
}

function standsIn(
  definition: ObjectDefinition,
  object: StoredObject,
  wanted: readonly { name: string }[],
): boolean {
  const present = entriesOf(definition, listed(object));
  return wanted.every(({ name }) => present.has(name));
}

/** Looks one object beyond the page, because a list that ends with it says so. */
async function fillPage(
  rows: AsyncIterable<Row>,
  limit: number,
  belongs: Condition | null,
): Promise<{ objects: StoredObject[]; lastKey: string | null; hasMore: boolean }> {
  const objects: StoredObject[] = [];
  let lastKey: string | null = null;
  let rowsRead = 0;
  let bytesRead = 0;
  for await (const { key, load } of rows) {
    const isFull = objects.length === limit;
    if ((isFull && belongs === null) || rowsRead === ROWS_READ_MAX || bytesRead > BYTES_READ_MAX) {
      return { objects, lastKey, hasMore: true };
    }
    const object = await load();
    rowsRead += 1;
    bytesRead += bytesOf(object);
    if (belongs === null || belongs(object)) {
      if (isFull) {
        return { objects, lastKey, hasMore: true };
      }
      objects.push(object);
    }
    lastKey = key;
  }
  return { objects, lastKey, hasMore: false };
}

/** Also for searches, which are paged by offset only. */
export function checkPageRequest({ limit, offset, cursor }: PageRequest): void {
  if (limit !== undefined && !isInteger(limit, 1, PAGE_LIMIT_MAX)) {
    throw pageRefusal("limit", `must be an integer from 1 to ${PAGE_LIMIT_MAX}`);
  }
  if (offset !== undefined && !isInteger(offset, 0, Number.MAX_SAFE_INTEGER)) {
    throw pageRefusal("offset", "must be an integer of at least 0");
  }
  if (offset !== undefined && cursor !== undefined) {
    throw pageRefusal("cursor", "cannot be combined with offset");
  }
}

function startAfter(sort: Sort, cursor: string): { key: string; inclusive: boolean } {
  const key = decodeCursor(sort, cursor);
  if (key === null) {
    throw pageRefusal("cursor", "is not a cursor of a list in this order");
  }
  return { key, inclusive: false };
}

async function startAtOffset(
  ctx: QueryCtx,
  counted: { list: string; match: FacetMatch } | null,
  { sort, offset }: { sort: Sort; offset: number },
): Promise<RowRange["start"] | "beyond the end"> {
  // The first page needs no count, so a change elsewhere in the list does not run it again.
  if (offset === 0) {
    return null;
  }
  if (counted === null || (sort !== "createdAt" && sort !== "-createdAt")) {
    const reason = "is kept for lists by createdAt with an exact total only";
    throw pageRefusal("offset", `${reason}. Follow nextCursor with the parameter cursor instead`);
  }
  const root = await loadRoot(ctx, counted.list);
  const rank = sort === "createdAt" ? offset : countKeys(root, counted.match) - 1 - offset;
  const key = rank < 0 ? null : await keyAt(root, (id) => loadNode(ctx, id), rank, counted.match);
  return key === null ? "beyond the end" : { key, inclusive: true };
}

export function pageRefusal(path: string, message: string) {
  return appError("INVALID_REQUEST", { details: [{ path, message }] });
}

function isInteger(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}
