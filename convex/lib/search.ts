import { compareValues } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { Sort } from "../../lib/lists/cursor";
import type { ObjectDefinition } from "../../lib/ontology/defineObject";
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

export interface SearchPage {
  objects: StoredObject[];
  /** Exact up to `CANDIDATES_MAX`, otherwise null. */
  total: number | null;
  limit: number;
  offset: number;
  hasMore: boolean;
}

/** How many rows a search by one word looks at. Convex's own ceiling is 1,024. */
const CANDIDATES_MAX = 1000;
/** How much of rows all words of a search look at together: a character has up to three bytes. */
const CHARACTERS_READ_MAX = 2 * 1024 * 1024;

interface Candidates {
  rows: Doc<"objectSearch">[];
  /** Whether there are no more of them. */
  complete: boolean;
}

/**
 * Objects with a word beginning with each word of the term. Convex matches the last word of a search by its
 * beginning, and any of several; so the index is asked for one word alone, and the others filter its answer.
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
  const candidates = await findCandidates(ctx, organizationId, definition, { words, filters });
  const entries = entriesAsked(definition, filters);
  const matches = candidates.rows.filter(
    (row) => matchesWords(row.text, words) && entries.every(({ name }) => row.entries.includes(name)),
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

/**
 * Those of the longest word that has few enough of them. Where none has, those of the longest: then some matches may
 * be missing, and the total is unknown.
 */
async function findCandidates(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  { type }: ObjectDefinition,
  { words, filters }: { words: readonly string[]; filters: ListFilters },
): Promise<Candidates> {
  let first: Candidates | null = null;
  let left = CHARACTERS_READ_MAX;
  for (const word of words) {
    const rows = rowsWith(ctx, { organizationId, type, word, filters });
    const { charactersLeft, ...found } = await readSome(rows, left);
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

function rowsWith(
  ctx: QueryCtx,
  question: { organizationId: Id<"organizations">; type: string; word: string; filters: ListFilters },
): AsyncIterable<Doc<"objectSearch">> {
  const { organizationId, type, word, filters } = question;
  const { subtype, status, archived = "false" } = filters;
  return ctx.db.query("objectSearch").withSearchIndex("by_text", (q) => {
    let search = q.search("text", word).eq("organizationId", organizationId).eq("type", type);
    search = archived === "all" ? search : search.eq("archived", archived === "true");
    search = subtype === undefined ? search : search.eq("subtype", subtype);
    return status === undefined ? search : search.eq("status", status);
  });
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
