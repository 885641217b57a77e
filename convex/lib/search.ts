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

/** How many rows a search looks at. Convex's own ceiling is 1,024. */
const CANDIDATES_MAX = 1000;

/**
 * Objects with a word beginning with each word of the term. Convex matches the last word of a search by its
 * beginning, and any of several; so the index is asked for the longest word alone, and the others filter its answer.
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
  const [longest] = words;
  if (longest === undefined) {
    return { objects: [], total: 0, limit, offset, hasMore: false };
  }
  const candidates = await findCandidates(ctx, { organizationId, type: definition.type, longest, filters });
  const entries = entriesAsked(definition, filters);
  const matches = candidates.filter(
    (row) => matchesWords(row.text, words) && entries.every(({ name }) => row.entries.includes(name)),
  );
  const rows = inOrder(matches, sort).slice(offset, offset + limit);
  const objects = await loadSome(ctx, rows);
  return {
    objects,
    total: candidates.length > CANDIDATES_MAX ? null : matches.length,
    limit,
    offset,
    hasMore: offset + objects.length < matches.length,
  };
}

async function findCandidates(
  ctx: QueryCtx,
  {
    organizationId,
    type,
    longest,
    filters,
  }: { organizationId: Id<"organizations">; type: string; longest: string; filters: ListFilters },
): Promise<Doc<"objectSearch">[]> {
  const { subtype, status, archived = "false" } = filters;
  return await ctx.db
    .query("objectSearch")
    .withSearchIndex("by_text", (q) => {
      let search = q.search("text", longest).eq("organizationId", organizationId).eq("type", type);
      search = archived === "all" ? search : search.eq("archived", archived === "true");
      search = subtype === undefined ? search : search.eq("subtype", subtype);
      return status === undefined ? search : search.eq("status", status);
    })
    .take(CANDIDATES_MAX + 1);
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
