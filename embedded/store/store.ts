import type Database from "better-sqlite3";
import { Connection, type StoredDocument } from "./connection";
import { Catalog, type Index, type Table } from "./catalog";
import { type Connections, isDamage, openDatabase } from "./database";
import { GroupCommit } from "./groupCommit";
import { IndexBuilder } from "./indexBuilder";
import { OnceResults } from "./onceResults";
import { Transaction } from "../txn/transaction";
import type { Commit, Json, JsonObject, KeyRange } from "../types";
import { successor } from "../values/keys";
import { validate } from "../values/validator";

/** Indexes of documents are numbered from 1; this one holds what subscriptions may watch besides documents. */
const SYNTHETIC_INDEX = 0;

/** The data of a deployment: transactions, their durability, and who hears of them. */
export class Store {
  readonly catalog: Catalog;
  readonly once: OnceResults;
  /** The moment that readers see: the timestamp of the last durable commit. */
  committedTs: bigint;
  private lastTs: bigint;
  private readonly database: Connections;
  private readonly writing: Connection;
  private readonly reading: Connection;
  private readonly group: GroupCommit;
  private readonly builder: IndexBuilder;
  private readonly listeners = new Set<(commit: Commit) => void>();
  private lastCreationTime = 0;
  private readonly setMetaRow;

  constructor(
    folder: string,
    /** The validator of a table's documents, or null. */
    private readonly documentType: (component: string, table: string) => Json | null,
    /** Hears once SQLite finds the file broken: better to stop than to serve half of it. */
    private readonly onDamage: (error: Error) => void,
  ) {
    this.database = openDatabase(folder);
    this.writing = new Connection(this.database.sql);
    this.reading = new Connection(this.database.readSql);
    this.catalog = new Catalog(this.database.sql);
    this.setMetaRow = this.writing.lazy<[string, string]>(
      "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
    );
    this.once = new OnceResults(this.writing);
    this.lastTs = BigInt(this.meta("ts", () => "0"));
    this.committedTs = this.lastTs;
    this.group = new GroupCommit(this.database.sql, () => {
      const ts = this.lastTs;
      this.setMeta("ts", String(ts));
      const afterCommit = this.catalog.save();
      return () => {
        this.committedTs = ts;
        afterCommit();
      };
    });
    this.builder = new IndexBuilder(this.writing, this.catalog, (work) => this.write(work));
  }

  /** The writing connection. */
  get sql(): Database.Database {
    return this.database.sql;
  }

  /** Sees committed data only. */
  get readSql(): Database.Database {
    return this.database.readSql;
  }

  /** A durable setting; `initial` is stored when there is none. */
  meta(name: string, initial: () => string): string {
    const row = this.database.sql
      .prepare<[string], { value: string }>("SELECT value FROM meta WHERE name = ?")
      .get(name);
    if (row) return row.value;
    const value = initial();
    this.setMeta(name, value);
    return value;
  }

  setMeta(name: string, value: string): void {
    this.setMetaRow().run(name, value);
  }

  /** Reads the committed state, even while a group of writes is open. */
  read<T>(work: (tx: Transaction) => T): T {
    const { sql } = this.reading;
    const tx = new Transaction(this, this.reading, this.committedTs, false);
    if (sql.inTransaction) return work(tx);
    sql.exec("BEGIN");
    try {
      return work(tx);
    } catch (error) {
      if (isDamage(error)) this.onDamage(error);
      throw error;
    } finally {
      if (sql.inTransaction) sql.exec("COMMIT");
    }
  }

  /** Runs `work` as one transaction; resolves after the fsync, rejects when it threw or could not be stored. */
  write<T>(work: (tx: Transaction) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const tx = new Transaction(this, this.writing, this.nextTs(), true);
      let result: { value: T } | null = null;
      this.group.join(
        () => {
          result = { value: work(tx) };
        },
        (failure) => {
          if (isDamage(failure)) this.onDamage(failure);
          if (failure || !result) return reject(failure ?? new Error("The transaction has no result."));
          this.announce(tx);
          resolve(result.value);
        },
      );
    });
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Later commits get later timestamps than any that a client has seen, even from before a clock was set back. */
  advanceTo(ts: bigint): void {
    if (ts <= this.committedTs) return;
    this.group.flush();
    this.lastTs = this.committedTs = ts > this.lastTs ? ts : this.lastTs;
  }

  async backfill(indexId: number): Promise<void> {
    const index = this.catalog.index(indexId);
    if (index && !index.ready) await this.builder.fill(index);
  }

  async dropIndexes(isUnused: (index: Index) => boolean): Promise<void> {
    const unused = this.catalog.allIndexes().filter(isUnused);
    for (const index of unused) this.catalog.detach(index);
    for (const index of unused) await this.builder.empty(index);
  }

  documents(table: number, after: number, limit: number): StoredDocument[] {
    return this.builder.documents(table, after, limit);
  }

  syntheticRange(name: string): KeyRange {
    const key = Buffer.from(name);
    return { index: SYNTHETIC_INDEX, from: key, to: successor(key) };
  }

  /** Commits what is open now, and tells the listeners, before it returns. */
  flush(): void {
    this.group.flush();
  }

  close(): void {
    this.group.flush();
    this.database.close();
  }

  /** Throws where a document does not match the schema of its table. */
  checkSchema(table: Table, { _id: _, _creationTime: __, ...fields }: JsonObject): void {
    const validator = this.documentType(table.component, table.name);
    if (validator === null) return;
    const nameOf = (id: string) => this.catalog.tableOfId(table.component, id)?.name ?? null;
    const problem = validate(validator, fields, nameOf);
    if (problem === null) return;
    throw new Error(
      `Failed to insert or update a document in table "${table.name}" because it does not match the schema: ${problem}`,
    );
  }

  private nextTs(): bigint {
    const clock = BigInt(Date.now()) * 1_000_000n;
    this.lastTs = clock > this.lastTs ? clock : this.lastTs + 1n;
    return this.lastTs;
  }

  /** Convex shows milliseconds with a fraction that keeps documents of one millisecond in order. */
  nextCreationTime(): number {
    const now = Date.now();
    this.lastCreationTime = now > this.lastCreationTime ? now : this.lastCreationTime + 0.001;
    return this.lastCreationTime;
  }

  private announce(tx: Transaction): void {
    if (tx.keys.length > 0) {
      const commit: Commit = { ts: tx.ts, keys: tx.keys, documents: tx.documents };
      for (const listener of this.listeners) listener(commit);
    }
    for (const work of tx.afterCommit) work();
  }
}
