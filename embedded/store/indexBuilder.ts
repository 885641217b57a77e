import { setImmediate } from "node:timers/promises";
import type { JsonObject } from "../types";
import { type Catalog, type Index, indexKey } from "./catalog";
import type { Connection, StoredDocument } from "./connection";
import { SearchRows, searchContent } from "./searchIndex";

const CHUNK = 500;

/** Fills new indexes and empties dropped ones, a chunk per transaction, so that everyone else is served in between. */
export class IndexBuilder {
  private readonly documentsAfter;
  private readonly dropKeys;
  private readonly dropSearchRows;

  constructor(
    private readonly connection: Connection,
    private readonly catalog: Catalog,
    private readonly write: (work: () => void) => Promise<void>,
  ) {
    this.documentsAfter = connection.lazy<[number, number, number], StoredDocument>(
      `SELECT seq, id, tbl AS "table", json FROM docs WHERE tbl = ? AND seq > ? ORDER BY seq LIMIT ?`,
    );
    this.dropKeys = connection.lazy<[number, number, number]>(
      "DELETE FROM idx WHERE iid = ? AND key IN (SELECT key FROM idx WHERE iid = ? LIMIT ?)",
    );
    this.dropSearchRows = connection.lazy<[number, number, number]>(
      "DELETE FROM fts WHERE rowid IN (SELECT rowid FROM fts WHERE rowid BETWEEN ? AND ? LIMIT ?)",
    );
  }

  /** The documents of a table in the order they were inserted, after the given row number. */
  documents(table: number, after: number, limit: number): StoredDocument[] {
    return this.documentsAfter().all(table, after, limit);
  }

  /** Writes maintain the index meanwhile; putting a row twice changes nothing. */
  async fill(index: Index): Promise<void> {
    for (let after = 0; ; await setImmediate()) {
      let chunk: StoredDocument[] = [];
      await this.write(() => {
        chunk = this.documents(index.table, after, CHUNK);
        for (const document of chunk) this.put(index, document);
        if (chunk.length < CHUNK) this.catalog.markReady(index);
      });
      if (chunk.length < CHUNK) return;
      after = chunk.at(-1)?.seq ?? after;
    }
  }

  async empty(index: Index): Promise<void> {
    const [first, last] = SearchRows.rowsOf(index);
    for (let removed = CHUNK; removed >= CHUNK; await setImmediate()) {
      await this.write(() => {
        const result = index.search
          ? this.dropSearchRows().run(first, last, CHUNK)
          : this.dropKeys().run(index.id, index.id, CHUNK);
        removed = result.changes;
        if (removed < CHUNK) this.catalog.erase(index);
      });
    }
  }

  private put(index: Index, { seq, json }: StoredDocument): void {
    const document = JSON.parse(json) as JsonObject;
    if (!index.search) return this.connection.putKey(index.id, indexKey(index, document), seq);
    this.connection.search.remove(index, seq);
    const content = searchContent(index, document);
    if (content) this.connection.search.put(index, seq, content);
  }
}
