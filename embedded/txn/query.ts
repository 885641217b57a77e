import type { Index } from "../store/catalog";
import type { SearchFilter } from "../store/searchIndex";
import type { Json, JsonObject, KeyRange } from "../types";
import { isUndefined, matches } from "../values/expressions";
import { afterPrefix, encodeKey } from "../values/keys";
import { MAX_SEARCH_FILTERS } from "./limits";
import { between, type DocumentStream, RangeStream, SearchStream } from "./stream";
import { indexNamed, type Transaction } from "./transaction";

/** The serialised query of `1.0/queryStream` and `1.0/queryPage`. */
export interface SerializedQuery {
  readonly source:
    | { type: "FullTableScan"; tableName: string; order: "asc" | "desc" | null }
    | { type: "IndexRange"; indexName: string; range: RangeExpression[]; order: "asc" | "desc" | null }
    | SearchSource;
  readonly operators: ({ filter: Json } | { limit: number })[];
}

interface SearchSource {
  type: "Search";
  indexName: string;
  filters: { type: "Search" | "Eq"; fieldPath: string; value: Json }[];
}

interface RangeExpression {
  type: "Eq" | "Gt" | "Gte" | "Lt" | "Lte";
  fieldPath: string;
  value: Json;
}

/** A part of a query's documents, from a position of its stream to another. */
interface Part {
  readonly after: string | null;
  readonly until: string | null;
}

/** The documents of a query's source, before its filters and limits. */
export function openSource(
  tx: Transaction,
  component: string,
  { source }: SerializedQuery,
  part: Part = { after: null, until: null },
): DocumentStream {
  const [tableName = "", indexName = ""] =
    source.type === "FullTableScan" ? [source.tableName, "by_creation_time"] : source.indexName.split(".");
  // A query of a table that nobody has written to must notice its first document, so it registers the table.
  const index = indexNamed(tx.catalog.ensure(component, tableName), indexName);
  if (source.type === "Search") return openSearch(tx, index, source, part);
  if (index.kind === "search")
    throw new Error(`Index ${tableName}.${indexName} is a search index: use withSearchIndex.`);
  const order = source.order ?? "asc";
  const range = keyRange(index, source.type === "FullTableScan" ? [] : source.range);
  const [after, until] = [part.after, part.until].map((at) =>
    at === null ? null : Buffer.from(at, "base64url"),
  );
  return new RangeStream(tx, index, between(range, order, after ?? null, until ?? null), order);
}

/** Applies filters and limits to a source. Returns null when the query has no more documents. */
export function runOperators(query: SerializedQuery, source: () => string | null): () => string | null {
  const remaining = query.operators.map((operator) => ("limit" in operator ? operator.limit : Infinity));
  const hasFilter = query.operators.some((operator) => "filter" in operator);
  return () => {
    for (;;) {
      if (remaining.some((left) => left <= 0)) return null;
      const json = source();
      if (json === null) return null;
      const document = hasFilter ? (JSON.parse(json) as JsonObject) : null;
      let isKept = true;
      for (const [at, operator] of query.operators.entries()) {
        if ("limit" in operator) remaining[at] = (remaining[at] ?? 0) - 1;
        else if (document && !matches(operator.filter, document)) {
          isKept = false;
          break;
        }
      }
      if (isKept) return json;
    }
  };
}

function openSearch(tx: Transaction, index: Index, source: SearchSource, part: Part): DocumentStream {
  const search = source.filters.filter(({ type }) => type === "Search");
  const term = search[0];
  if (search.length !== 1 || !term || term.fieldPath !== index.search?.searchField) {
    throw new Error(
      `Search query against ${source.indexName} does not contain any search filter, or against the wrong field. You must include a search filter like \`q.search("${index.search?.searchField ?? ""}", searchText)\`.`,
    );
  }
  const filters: SearchFilter[] = [];
  for (const { type, fieldPath, value } of source.filters) {
    if (type !== "Eq") continue;
    if (!index.search.filterFields.includes(fieldPath)) {
      throw new Error(
        `Search query against ${source.indexName} contains an equality filter on ${fieldPath} but that field isn't indexed for filtering in \`filterFields\`.`,
      );
    }
    filters.push({ field: fieldPath, value: isUndefined(value) ? undefined : value });
  }
  if (filters.length > MAX_SEARCH_FILTERS) {
    throw new Error(
      `Search query against ${source.indexName} has too many filter conditions. Max: ${MAX_SEARCH_FILTERS} Actual: ${filters.length}`,
    );
  }
  const last = part.until === null ? undefined : Number(part.until);
  return new SearchStream(tx, index, { text: String(term.value), filters }, Number(part.after ?? 0), last);
}

/** Turns an index range expression into a range of keys. */
function keyRange(index: Index, expressions: RangeExpression[]): KeyRange {
  const fields = index.kind === "id" ? ["_id"] : [...index.fields, "_id"];
  const prefix: (Json | undefined)[] = [];
  let at = 0;
  for (; expressions[at]?.type === "Eq"; at++) prefix.push(operand(index, fields[at], expressions[at]));
  const base = encodeKey(prefix);
  let from = base;
  let to = afterPrefix(base);
  for (const expression of expressions.slice(at)) {
    const key = Buffer.concat([base, encodeKey([operand(index, fields[at], expression)])]);
    if (expression.type === "Gt") from = afterPrefix(key);
    else if (expression.type === "Gte") from = key;
    else if (expression.type === "Lt") to = key;
    else to = afterPrefix(key);
  }
  return { index: index.id, from, to };
}

function operand(
  index: Index,
  field: string | undefined,
  expression: RangeExpression | undefined,
): Json | undefined {
  if (!field || expression?.fieldPath !== field) {
    throw new Error(
      `Tried to query index ${index.name} but the query didn't use the index fields in order. The index fields are ${JSON.stringify(index.fields)}; ` +
        `expected ${field ?? "no further field"}, got ${expression?.fieldPath ?? "none"}. For more information see https://docs.convex.dev/using/indexes.`,
    );
  }
  return isUndefined(expression.value) ? undefined : expression.value;
}
