import type Database from "better-sqlite3";
import type { KeyRange } from "../types";
import { SearchRows } from "./searchIndex";

export interface StoredDocument {
  readonly seq: number;
  readonly id: string;
  readonly table: number;
  readonly json: string;
}

export interface IndexRow {
  readonly key: Buffer;
  readonly json: string;
}

/** The prepared statements of one SQLite connection. Documents and index rows only; no rule lives here. */
export class Connection {
  readonly search: SearchRows;

  constructor(readonly sql: Database.Database) {
    this.search = new SearchRows(this);
  }

  private readonly documentById = this.lazy<[string], StoredDocument>(
    `SELECT seq, id, tbl AS "table", json FROM docs WHERE id = ?`,
  );
  private readonly documentBySeq = this.lazy<[number], StoredDocument>(
    `SELECT seq, id, tbl AS "table", json FROM docs WHERE seq = ?`,
  );
  private readonly ascending = this.lazy<[number, Buffer, Buffer, number], IndexRow>(rangeSql("ASC"));
  private readonly descending = this.lazy<[number, Buffer, Buffer, number], IndexRow>(rangeSql("DESC"));
  private readonly addDocument = this.lazy<[string, number, string]>(
    `INSERT INTO docs (id, tbl, json) VALUES (?, ?, ?)`,
  );
  private readonly setDocument = this.lazy<[string, number]>(`UPDATE docs SET json = ? WHERE seq = ?`);
  private readonly dropDocument = this.lazy<[number]>(`DELETE FROM docs WHERE seq = ?`);
  private readonly addKey = this.lazy<[number, Buffer, number]>(
    `INSERT OR REPLACE INTO idx (iid, key, seq) VALUES (?, ?, ?)`,
  );
  private readonly dropKey = this.lazy<[number, Buffer]>(`DELETE FROM idx WHERE iid = ? AND key = ?`);

  get(id: string): StoredDocument | undefined {
    return this.documentById().get(id);
  }

  getBySeq(seq: number): StoredDocument | undefined {
    return this.documentBySeq().get(seq);
  }

  /** At most `limit` rows of the half-open range, in key order or against it. */
  range(range: KeyRange, order: "asc" | "desc", limit: number): IndexRow[] {
    const statement = order === "asc" ? this.ascending() : this.descending();
    return statement.all(range.index, range.from, range.to, limit);
  }

  insert(id: string, table: number, json: string): number {
    return Number(this.addDocument().run(id, table, json).lastInsertRowid);
  }

  update(seq: number, json: string): void {
    this.setDocument().run(json, seq);
  }

  delete(seq: number): void {
    this.dropDocument().run(seq);
  }

  putKey(index: number, key: Buffer, seq: number): void {
    this.addKey().run(index, key, seq);
  }

  deleteKey(index: number, key: Buffer): void {
    this.dropKey().run(index, key);
  }

  /** Prepared on first use, because the reading connection can prepare no write. */
  lazy<Parameters extends unknown[], Row = unknown>(text: string): () => Database.Statement<Parameters, Row> {
    let statement: Database.Statement<Parameters, Row> | undefined;
    return () => (statement ??= this.sql.prepare<Parameters, Row>(text));
  }
}

function rangeSql(order: "ASC" | "DESC"): string {
  return `SELECT i.key AS key, d.json AS json FROM idx i CROSS JOIN docs d ON d.seq = i.seq
    WHERE i.iid = ? AND i.key >= ? AND i.key < ? ORDER BY i.key ${order} LIMIT ?`;
}
