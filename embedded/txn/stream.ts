import type { Index } from "../store/catalog";
import type { IndexRow } from "../store/connection";
import type { SearchFilter } from "../store/searchIndex";
import type { JsonObject, KeyRange } from "../types";
import { encodeKey, successor } from "../values/keys";
import { MAX_SEARCH_RESULTS } from "./limits";
import { indexNamed, SEARCH_CORPUS, type Transaction } from "./transaction";

/** Documents one by one, as JSON text. It knows at any time what has been read so far, and nothing more. */
export interface DocumentStream {
  next(): string | null;
  reads(): KeyRange[];
  /** Where the last document handed out stands, as text for a cursor; null before the first. */
  readonly position: string | null;
}

const FIRST_BATCH = 4;
const LARGEST_BATCH = 512;

/** The documents of an index range. Reads ahead in growing batches; a write in the same transaction discards the read-ahead. */
export class RangeStream implements DocumentStream {
  private lastKey: Buffer | null = null;
  private batch: IndexRow[] = [];
  private at = 0;
  private batchSize = FIRST_BATCH;
  private isExhausted = false;
  private writesSeen: number;

  constructor(
    private readonly tx: Transaction,
    private readonly index: Index,
    private readonly range: KeyRange,
    private readonly order: "asc" | "desc",
  ) {
    this.writesSeen = tx.writes;
    tx.usage.add("databaseQueries", 1);
    tx.addStream(this);
  }

  get position(): string | null {
    return this.lastKey?.toString("base64url") ?? null;
  }

  next(): string | null {
    if (this.writesSeen !== this.tx.writes) {
      this.writesSeen = this.tx.writes;
      this.batch = [];
      this.at = 0;
      this.isExhausted = false;
    }
    if (this.at >= this.batch.length && !this.isExhausted) this.readBatch();
    const row = this.batch[this.at];
    if (!row) return null;
    this.at++;
    this.lastKey = row.key;
    this.tx.countRead(row.json);
    return row.json;
  }

  reads(): KeyRange[] {
    const sawEnd = this.isExhausted && this.at >= this.batch.length;
    if (sawEnd) return [this.range];
    return this.lastKey ? [between(this.range, this.order, null, this.lastKey)] : [];
  }

  private readBatch(): void {
    const rest = between(this.range, this.order, this.lastKey, null);
    this.batch =
      this.index.kind === "id"
        ? this.readById(rest)
        : this.tx.connection.range(rest, this.order, this.batchSize);
    this.at = 0;
    this.isExhausted = this.batch.length < this.batchSize;
    this.batchSize = Math.min(this.batchSize * 4, LARGEST_BATCH);
  }

  /** `by_id` has no rows of its own: it is rare, so its order is made from the index of creation. */
  private readById(rest: KeyRange): IndexRow[] {
    const table = this.tx.catalog.table(this.index.table);
    const everything = table && indexNamed(table, "by_creation_time");
    if (!everything) return [];
    const rows = this.tx.connection
      .range({ index: everything.id, from: Buffer.alloc(0), to: Buffer.from([0xff]) }, "asc", MAX_BY_ID_SCAN)
      .map(({ json }) => ({ json, key: encodeKey([(JSON.parse(json) as JsonObject)._id]) }))
      .filter(({ key }) => Buffer.compare(key, rest.from) >= 0 && Buffer.compare(key, rest.to) < 0)
      .sort((a, b) => Buffer.compare(a.key, b.key) * (this.order === "asc" ? 1 : -1));
    return rows.slice(0, this.batchSize);
  }
}

/** What of a range comes, in the given order, after one of its keys and up to another, which is part of it. */
export function between(
  { index, from, to }: KeyRange,
  order: "asc" | "desc",
  after: Buffer | null,
  until: Buffer | null,
): KeyRange {
  if (order === "desc") return { index, from: until ?? from, to: after ?? to };
  return { index, from: after ? successor(after) : from, to: until ? successor(until) : to };
}

/** The most documents that an ordered walk over `by_id` sorts; Guildhall uses `by_id` for single ids only. */
const MAX_BY_ID_SCAN = 32_000;

const SCANNED_TOO_MANY = `Search query scanned too many documents (fetched ${MAX_SEARCH_RESULTS}). Consider using a smaller limit, paginating the query, or using a filter field to limit the number of documents pulled from the search index.`;

/** Search results, best first. */
export class SearchStream implements DocumentStream {
  private readonly found: number[];
  private readonly ranges: KeyRange[];
  private at = 0;

  constructor(
    private readonly tx: Transaction,
    index: Index,
    query: { text: string; filters: readonly SearchFilter[] },
    /** How many results earlier pages had, and where this one ends. */
    private readonly first: number,
    last: number | undefined,
  ) {
    tx.usage.add("databaseQueries", 1);
    this.ranges = [{ index: index.id, from: SEARCH_CORPUS, to: successor(SEARCH_CORPUS) }];
    this.found = tx.connection.search.find(index, query.text, query.filters).slice(first, last);
    tx.addStream(this);
  }

  get position(): string {
    return String(this.first + this.at);
  }

  next(): string | null {
    if (this.first + this.at >= MAX_SEARCH_RESULTS) throw new Error(SCANNED_TOO_MANY);
    const seq = this.found[this.at];
    const stored = seq === undefined ? undefined : this.tx.connection.getBySeq(seq);
    if (!stored) return null;
    this.at++;
    this.tx.countRead(stored.json);
    const table = this.tx.catalog.table(stored.table);
    const key = encodeKey([stored.id]);
    if (table) this.ranges.push({ index: indexNamed(table, "by_id").id, from: key, to: successor(key) });
    return stored.json;
  }

  reads(): KeyRange[] {
    return this.ranges;
  }
}
