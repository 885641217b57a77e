import { compareValues } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { Sort } from "../../lib/lists/cursor";
import type { ObjectDefinition } from "../../lib/ontology/defineObject";
import { entryList } from "../../lib/lists/placements";
import { matchesWords, queryWords } from "../../lib/ontology/words";
import {
  BYTES_READ_MAX,
  checkPageRequest,
  entriesAsked,
  type ListFilters,
  PAGE_LIMIT_DEFAULT,
  type PageRequest,
  pageRefusal,
} from "./lists";
import { bytesOf, stored, type StoredObject } from "./objectStore/document";
import { loadSearchRow } from "./objectStore/indexing";

export interface SearchPage {
  objects: StoredObject[];
  /** Exact up to `CANDIDATES_MAX`, otherwise null. */
  total: number | null;
  limit: number;
  offset: number;
  hasMore: boolean;
}

/** How many rows a search looks at for one word. Convex's own ceiling is 1,024. */
const CANDIDATES_MAX = 1000;
/** How much of rows a search looks at altogether: a character has up to three bytes. */
const CHARACTERS_READ_MAX = 2 * 1024 * 1024;

interface Candidates {
  rows: Doc<"objectSearch">[];
  /** Whether there are no more of them. */
  complete: boolean;
}

/**
 * Objects with a word beginning with each word of the term. Convex matches the last word of a search by its
 * beginning, and any of several; so the index is asked for one word alone, and the others filter its answer. Where every
 * word is in too many objects, the short list of a filter, such as a CRM organization's contacts, is looked through.
 */
export async function searchObjects(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  definition: ObjectDefinition,
  request: {
    term: string;
    filters: ListFilters;
    page: PageRequest;
  },
): Promise<SearchPage> {
  const { term, filters, page } = request;
  const { sort = "-createdAt", limit = PAGE_LIMIT_DEFAULT, offset = 0 } = page;
  checkPageRequest(page);
  if (page.cursor !== undefined) {
    throw pageRefusal("cursor", "is not for searches: their matches are paged by offset");
  }
  const words = queryWords(term);
  const entries = entriesAsked(definition, filters).map(({ name }) => name);
  const question = { organizationId, type: definition.type, filters };
  const sources = [
    ...words.map((word) => rowsWith(ctx, word, question)),
    ...entries.map((entry) => rowsIn(ctx, entry, question)),
  ];
  // A term without any word finds nothing, rather than everything.
  const candidates = await firstComplete(words.length === 0 ? [] : sources);
  const matches = candidates.rows.filter(
    (row) => matchesWords(row.text, words) && fits(row, filters) && includesAll(row.entries, entries),
  );
  const rows = inOrder(matches, sort).slice(offset, offset + limit);
  const objects = await loadSome(ctx, rows);
  return {
    objects,
    total: candidates.complete ? matches.length : null,
    limit,
    offset,
    hasMore: offset + objects.length < matches.length,
  };
}

interface Question {
  organizationId: Id<"organizations">;
  type: string;
  filters: ListFilters;
}

/**
 * The rows of the first source that has few enough of them. Where none has, those of the first: then some matches may be
 * missing, and the total is unknown. A source that nobody comes to is not read.
 */
async function firstComplete(sources: readonly AsyncIterable<Doc<"objectSearch">>[]): Promise<Candidates> {
  let first: Candidates | null = null;
  let left = CHARACTERS_READ_MAX;
  for (const source of sources) {
    const { charactersLeft, ...found } = await readSome(source, left);
    if (found.complete) {
      return found;
    }
    first ??= found;
    left = charactersLeft;
    if (left <= 0) {
      break;
    }
  }
  return first ?? { rows: [], complete: true };
}

/** The rows of all objects with a word that begins like this one. */
function rowsWith(
  ctx: QueryCtx,
  word: string,
  { organizationId, type, filters }: Question,
): AsyncIterable<Doc<"objectSearch">> {
  const { subtype, status, archived = "false" } = filters;
  return ctx.db.query("objectSearch").withSearchIndex("by_text", (q) => {
    let search = q.search("text", word).eq("organizationId", organizationId).eq("type", type);
    search = archived === "all" ? search : search.eq("archived", archived === "true");
    search = subtype === undefined ? search : search.eq("subtype", subtype);
    return status === undefined ? search : search.eq("status", status);
  });
}

/** The rows of all objects in the list of one value of an open set, whatever their words are. */
async function* rowsIn(
  ctx: QueryCtx,
  entry: string,
  { organizationId, type, filters: { archived = "false" } }: Question,
): AsyncIterable<Doc<"objectSearch">> {
  const list = entryList(organizationId, type, entry);
  for (const state of archived === "all" ? [false, true] : [archived === "true"]) {
    const places = ctx.db
      .query("objectEntries")
      .withIndex("by_created", (q) => q.eq("list", list).eq("archived", state));
    for await (const { objectId } of places) {
      yield await loadSearchRow(ctx, objectId);
    }
  }
}

function fits(row: Doc<"objectSearch">, { subtype, status }: ListFilters): boolean {
  return (
    (subtype === undefined || row.subtype === subtype) && (status === undefined || row.status === status)
  );
}

function includesAll(present: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((value) => present.includes(value));
}

async function readSome(
  rows: AsyncIterable<Doc<"objectSearch">>,
  charactersMax: number,
): Promise<Candidates & { charactersLeft: number }> {
  const read: Doc<"objectSearch">[] = [];
  let charactersLeft = charactersMax;
  for await (const row of rows) {
    if (read.length === CANDIDATES_MAX || charactersLeft <= 0) {
      return { rows: read, complete: false, charactersLeft };
    }
    read.push(row);
    charactersLeft -= row.text.length + row.nameKey.length + row.entries.join().length;
  }
  return { rows: read, complete: true, charactersLeft };
}

/** Search answers by relevance, which says nothing for single words; people expect the order of the list. */
function inOrder(rows: readonly Doc<"objectSearch">[], sort: Sort): Doc<"objectSearch">[] {
  const field = sort.endsWith("createdAt") ? "createdKey" : "nameKey";
  const sign = sort.startsWith("-") ? -1 : 1;
  return rows.toSorted((a, b) => sign * compareValues(a[field], b[field]));
}

/** Ends early rather than to read more than one query may. */
async function loadSome(ctx: QueryCtx, rows: readonly Doc<"objectSearch">[]): Promise<StoredObject[]> {
  const objects: StoredObject[] = [];
  let bytesRead = 0;
  for (const row of rows) {
    if (bytesRead > BYTES_READ_MAX) {
      return objects;
    }
    const object = await ctx.db.get("objects", row.objectId);
    if (object === null) {
      throw new Error(`Search points to the object ${row.objectId}, which is gone`);
    }
    bytesRead += bytesOf(object);
    objects.push(stored(object));
  }
  return objects;
}
