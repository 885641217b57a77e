import { createHash } from "node:crypto";
import { MAX_SEARCH_RESULTS, MAX_SEARCH_TERM_BYTES, MAX_SEARCH_TERMS } from "../txn/limits";
import type { Json, JsonObject } from "../types";
import { fieldAt } from "../values/expressions";
import { encodeKey } from "../values/keys";
import type { Index } from "./catalog";
import type { Connection } from "./connection";

const TERM = /[\p{L}\p{N}\p{Co}]+/gu;
/** One FTS table serves all search indexes: the upper bits of a row's number name the index, the lower the document. */
const ROWS_PER_INDEX = 2 ** 32;

export interface SearchFilter {
  readonly field: string;
  readonly value: Json | undefined;
}

/** What the index holds of a document. Equal contents mean that no search can tell the versions apart. */
export function searchContent(index: Index, document: JsonObject): { body: string; filters: string } | null {
  const body = index.search ? fieldAt(document, index.search.searchField) : undefined;
  if (typeof body !== "string") return null;
  const filters = (index.search?.filterFields ?? []).map((field) =>
    filterToken(field, fieldAt(document, field)),
  );
  return { body, filters: [`x${index.id}`, ...filters].join(" ") };
}

export class SearchRows {
  private readonly addRow;
  private readonly dropRow;
  private readonly matches;

  constructor(connection: Pick<Connection, "lazy">) {
    this.addRow = connection.lazy<[number, string, string]>(
      "INSERT INTO fts (rowid, body, filters) VALUES (?, ?, ?)",
    );
    this.dropRow = connection.lazy<[number]>("DELETE FROM fts WHERE rowid = ?");
    this.matches = connection.lazy<[string, number], { rowid: number }>(
      "SELECT rowid FROM fts WHERE fts MATCH ? ORDER BY bm25(fts, 1.0, 0.0), rowid DESC LIMIT ?",
    );
  }

  /** The first and the last row number that an index can use. */
  static rowsOf(index: Index): [number, number] {
    return [index.id * ROWS_PER_INDEX, (index.id + 1) * ROWS_PER_INDEX - 1];
  }

  put(index: Index, seq: number, content: { body: string; filters: string }): void {
    this.addRow().run(index.id * ROWS_PER_INDEX + seq, content.body, content.filters);
  }

  remove(index: Index, seq: number): void {
    this.dropRow().run(index.id * ROWS_PER_INDEX + seq);
  }

  /** The documents (by their row number) that match, best first; the last term matches by prefix. */
  find(index: Index, text: string, filters: readonly SearchFilter[]): number[] {
    const words = (text.toLowerCase().match(TERM) ?? []).filter(
      (term) => Buffer.byteLength(term) < MAX_SEARCH_TERM_BYTES,
    );
    const terms = words.slice(0, MAX_SEARCH_TERMS);
    if (terms.length === 0) return [];
    const any = terms.map((term, i) => `"${term}"${i === terms.length - 1 ? "*" : ""}`).join(" OR ");
    const where = [`x${index.id}`, ...filters.map(({ field, value }) => filterToken(field, value))].join(
      " AND ",
    );
    const rows = this.matches().all(`body : (${any}) AND filters : (${where})`, MAX_SEARCH_RESULTS);
    return rows.map(({ rowid }) => rowid - index.id * ROWS_PER_INDEX);
  }
}

function filterToken(field: string, value: Json | undefined): string {
  const digest = createHash("sha256")
    .update(field)
    .update("\0")
    .update(encodeKey([value]))
    .digest("hex");
  return `f${digest.slice(0, 24)}`;
}
