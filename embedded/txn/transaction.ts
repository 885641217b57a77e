import type Database from "better-sqlite3";
import { BY_ID, type Catalog, type Index, indexKey, type Table } from "../store/catalog";
import type { Connection, StoredDocument } from "../store/connection";
import { searchContent } from "../store/searchIndex";
import type { Store } from "../store/store";
import type { Json, JsonObject, KeyRange, WrittenDocument, WrittenKey } from "../types";
import { checkDocument } from "../values/document";
import { isUndefined } from "../values/expressions";
import { createId } from "../values/ids";
import { afterPrefix, encodeKey, successor } from "../values/keys";
import { Usage } from "./limits";
import { type DocumentStream, RangeStream } from "./stream";

/**
 * One uninterrupted turn on the database. Everything it writes lies inside a savepoint; it remembers what it read
 * (for subscriptions) and wrote (to tell them), and what is to happen once it is durable.
 */
export class Transaction {
  readonly usage = new Usage();
  readonly keys: WrittenKey[] = [];
  readonly documents: WrittenDocument[] = [];
  readonly afterCommit: (() => void)[] = [];
  /** Time stands still inside a transaction. */
  readonly now = Date.now();
  /** Rises with every write, so that an open stream knows its read-ahead is stale. */
  writes = 0;
  private readonly points: KeyRange[] = [];
  private readonly streams: DocumentStream[] = [];

  constructor(
    private readonly store: Pick<Store, "catalog" | "nextCreationTime" | "checkSchema">,
    readonly connection: Connection,
    /** The commit timestamp in nanoseconds: known from the start, because transactions run one after another. */
    readonly ts: bigint,
    readonly writable: boolean,
  ) {}

  get catalog(): Catalog {
    return this.store.catalog;
  }

  get sql(): Database.Database {
    return this.connection.sql;
  }

  get reads(): KeyRange[] {
    return [...this.points, ...this.streams.flatMap((stream) => stream.reads())];
  }

  addRead(range: KeyRange): void {
    if (!this.writable) this.points.push(range);
  }

  addStream(stream: DocumentStream): void {
    if (!this.writable) this.streams.push(stream);
  }

  /** Runs `work` so that a throw undoes what it wrote and nothing else. */
  nested<T>(work: () => T): T {
    if (!this.writable) return work();
    const logs = [this.keys, this.documents, this.afterCommit].map((log) => ({ log, length: log.length }));
    this.sql.exec("SAVEPOINT nested");
    try {
      const result = work();
      this.sql.exec("RELEASE nested");
      return result;
    } catch (error) {
      if (this.sql.inTransaction) this.sql.exec("ROLLBACK TO nested; RELEASE nested");
      for (const { log, length } of logs) log.length = length;
      this.writes++;
      throw error;
    }
  }

  get(component: string, id: string): JsonObject | null {
    const stored = this.load(component, id);
    return stored ? (JSON.parse(stored.json) as JsonObject) : null;
  }

  /** The stored text of a document, or undefined where there is none. The miss is a read, too. */
  load(component: string, id: string): StoredDocument | undefined {
    const table = this.tableOf(component, id);
    if (!table) return undefined;
    const byId = indexNamed(table, BY_ID);
    const key = encodeKey([id]);
    this.addRead({ index: byId.id, from: key, to: successor(key) });
    this.usage.add("databaseQueries", 1);
    const stored = this.connection.get(id);
    if (stored) this.countRead(stored.json);
    return stored;
  }

  countRead(json: string): void {
    this.usage.add("documentsRead", 1);
    this.usage.add("bytesRead", Buffer.byteLength(json));
  }

  /** The table that an id of this component belongs to; null for text that is no such id. */
  tableOf(component: string, id: string): Table | null {
    return this.catalog.tableOfId(component, id);
  }

  /** Tells subscriptions of something outside the tables that it has changed: see `Store.syntheticRange`. */
  touch(name: string): void {
    this.keys.push({ index: 0, key: Buffer.from(name) });
  }

  insert(component: string, tableName: string, value: JsonObject): string {
    const table = this.catalog.ensure(component, tableName);
    const id = createId(table.number);
    const document = { ...value, _creationTime: this.store.nextCreationTime(), _id: id };
    const json = this.admit(table, document);
    const seq = this.connection.insert(id, table.number, json);
    this.moveKeys(table, seq, null, document);
    this.documents.push({ table: table.number, id, json });
    return id;
  }

  patch(component: string, id: string, fields: JsonObject): void {
    this.change(component, id, (old) => {
      const merged: JsonObject = { ...old };
      for (const [name, value] of Object.entries(fields)) {
        if (isUndefined(value)) delete merged[name];
        else merged[name] = value;
      }
      return merged;
    });
  }

  replace(component: string, id: string, value: JsonObject): void {
    this.change(component, id, (old) => ({ ...value, _creationTime: old._creationTime ?? 0, _id: id }));
  }

  remove(component: string, id: string): void {
    const { table, stored, old } = this.existing(component, id);
    this.usage.add("documentsWritten", 1);
    this.moveKeys(table, stored.seq, old, null);
    this.connection.delete(stored.seq);
    this.documents.push({ table: table.number, id, json: null });
  }

  /** For the host's own reads: at most `limit` documents of an index, by equality on its first fields. */
  scan(component: string, tableName: string, options: ScanOptions): JsonObject[] {
    const table = this.catalog.find(component, tableName);
    if (!table) return [];
    const index = indexNamed(table, options.index ?? "by_creation_time");
    const prefix = encodeKey(options.eq ?? []);
    const range = { index: index.id, from: prefix, to: afterPrefix(prefix) };
    const stream = new RangeStream(this, index, range, "asc");
    const found: JsonObject[] = [];
    while (found.length < options.limit) {
      const json = stream.next();
      if (json === null) break;
      found.push(JSON.parse(json) as JsonObject);
    }
    return found;
  }

  private change(component: string, id: string, update: (old: JsonObject) => JsonObject): void {
    const { table, stored, old } = this.existing(component, id);
    const document = update(old);
    if (document._id !== id || document._creationTime !== old._creationTime) {
      throw new Error(
        `The system fields _id and _creationTime of a document cannot be changed (in table "${table.name}").`,
      );
    }
    const json = this.admit(table, document);
    this.connection.update(stored.seq, json);
    this.moveKeys(table, stored.seq, old, document);
    this.documents.push({ table: table.number, id, json });
  }

  private existing(component: string, id: string): { table: Table; stored: StoredDocument; old: JsonObject } {
    const table = this.tableOf(component, id);
    const stored = table && this.load(component, id);
    if (!table || !stored) throw new Error(`Update on nonexistent document ID ${id}`);
    return { table, stored, old: JSON.parse(stored.json) as JsonObject };
  }

  private admit(table: Table, document: JsonObject): string {
    if (!this.writable) throw new Error("Queries cannot write.");
    const size = checkDocument(document);
    this.store.checkSchema(table, document);
    this.usage.add("documentsWritten", 1);
    this.usage.add("bytesWritten", size);
    return JSON.stringify(document);
  }

  /** Moves a document's rows in every index; tells each key it left, took or kept, because the value behind it changed. */
  private moveKeys(table: Table, seq: number, old: JsonObject | null, next: JsonObject | null): void {
    this.writes++;
    for (const index of table.indexes) {
      if (index.kind === "search") {
        this.moveSearchRow(index, seq, old, next);
        continue;
      }
      const before = old && keyOf(index, old);
      const after = next && keyOf(index, next);
      const moved = before && after ? !before.equals(after) : true;
      if (index.kind === "database" && moved) {
        if (before) this.connection.deleteKey(index.id, before);
        if (after) this.connection.putKey(index.id, after, seq);
      }
      if (before) this.keys.push({ index: index.id, key: before });
      if (after && moved) this.keys.push({ index: index.id, key: after });
    }
  }

  private moveSearchRow(index: Index, seq: number, old: JsonObject | null, next: JsonObject | null): void {
    const before = old && searchContent(index, old);
    const after = next && searchContent(index, next);
    if (before?.body === after?.body && before?.filters === after?.filters) return;
    // A row may be missing while the index is still being built; removing nothing is harmless.
    if (before) this.connection.search.remove(index, seq);
    if (after) this.connection.search.put(index, seq, after);
    this.keys.push({ index: index.id, key: SEARCH_CORPUS });
  }
}

export interface ScanOptions {
  index?: string;
  eq?: Json[];
  limit: number;
}

/** Ranking depends on the whole corpus, so every search of an index depends on this one key. */
export const SEARCH_CORPUS = Buffer.from([0]);

export function indexNamed(table: Table, name: string): Index {
  const index = table.indexes.find((each) => each.name === name && each.ready);
  if (!index) throw new Error(`Index ${table.name}.${name} not found.`);
  return index;
}

function keyOf(index: Index, document: JsonObject): Buffer {
  return index.kind === "id" ? encodeKey([document._id]) : indexKey(index, document);
}
