import type Database from "better-sqlite3";
import { MAX_TABLES } from "../txn/limits";
import type { IndexDefinition, JsonObject, Json, SearchIndexDefinition } from "../types";
import { fieldAt } from "../values/expressions";
import { tableOfId } from "../values/ids";
import { encodeKey } from "../values/keys";

/** Convex numbers the tables of an app from here; smaller numbers are its own. */
const FIRST_TABLE_NUMBER = 10001;
export const BY_ID = "by_id";
export const BY_CREATION_TIME = "by_creation_time";

export interface Index {
  readonly id: number;
  readonly table: number;
  readonly name: string;
  /** See `indexSignature`. */
  readonly signature: string;
  readonly kind: "id" | "database" | "search";
  readonly fields: readonly string[];
  readonly search: SearchIndexDefinition | null;
  ready: boolean;
}

export interface Table {
  readonly number: number;
  readonly component: string;
  readonly name: string;
  /** All indexes that writes maintain, the building ones too. */
  readonly indexes: Index[];
}

/**
 * Which tables and indexes exist. Kept in memory and written with the next group commit: a number, once given, stays
 * given even if the transaction that asked for it rolls back, so that nothing in memory ever has to be undone.
 */
export class Catalog {
  private readonly byNumber = new Map<number, Table>();
  private readonly byName = new Map<string, Table>();
  private readonly byIndex = new Map<number, Index>();
  private unsaved: (() => void)[] = [];
  private lastTable = FIRST_TABLE_NUMBER - 1;
  private lastIndex = 0;
  private userTables = 0;

  constructor(private readonly sql: Database.Database) {
    for (const row of sql.prepare<[], Table>("SELECT number, component, name FROM tables").all()) {
      this.remember({ ...row, indexes: [] });
    }
    const rows = sql.prepare<
      [],
      { id: number; tbl: number; name: string; definition: string; ready: number }
    >("SELECT * FROM indexes");
    for (const row of rows.all()) {
      const table = this.byNumber.get(row.tbl);
      if (table) this.attach(table, toIndex(row.id, row.tbl, row.name, row.definition, row.ready === 1));
    }
  }

  tables(component: string): Table[] {
    return [...this.byNumber.values()].filter((table) => table.component === component);
  }

  table(number: number): Table | undefined {
    return this.byNumber.get(number);
  }

  find(component: string, name: string): Table | undefined {
    return this.byName.get(`${component}\0${name}`);
  }

  ensure(component: string, name: string): Table {
    const known = this.find(component, name);
    if (known) return known;
    // A name that begins with an underscore is one of the deployment's own tables.
    if (this.userTables >= MAX_TABLES && !name.startsWith("_"))
      throw new Error(`Number of tables cannot exceed ${MAX_TABLES}.`);
    const number = this.lastTable + 1;
    const table: Table = { number, component, name, indexes: [] };
    this.remember(table);
    this.unsaved.push(() => {
      this.sql
        .prepare("INSERT OR REPLACE INTO tables (number, component, name) VALUES (?, ?, ?)")
        .run(number, component, name);
    });
    this.create(table, BY_ID, JSON.stringify({ kind: "id" }), true);
    this.create(table, BY_CREATION_TIME, JSON.stringify({ fields: ["_creationTime"] }), true);
    return table;
  }

  /** Writes maintain the index from now on; `ready` where it holds every document already. */
  addIndex(table: Table, definition: IndexDefinition | SearchIndexDefinition): Index {
    const { indexDescriptor } = definition;
    const signature = indexSignature(definition);
    const known = table.indexes.find(
      (index) => index.name === indexDescriptor && index.signature === signature,
    );
    return known ?? this.create(table, indexDescriptor, signature, false);
  }

  markReady(index: Index): void {
    index.ready = true;
    this.unsaved.push(() => this.sql.prepare("UPDATE indexes SET ready = 1 WHERE id = ?").run(index.id));
  }

  allIndexes(): Index[] {
    return [...this.byNumber.values()].flatMap(({ indexes }) => indexes);
  }

  /** The table of this component that an id belongs to. */
  tableOfId(component: string, id: string): Table | null {
    const number = tableOfId(id);
    const table = number === null ? undefined : this.byNumber.get(number);
    return table && table.component === component ? table : null;
  }

  /** No write maintains the index any more. It stays on disk as unready until its rows are gone, even across a crash. */
  detach(index: Index): void {
    const table = this.byNumber.get(index.table);
    table?.indexes.splice(table.indexes.indexOf(index), 1);
    index.ready = false;
    this.unsaved.push(() => this.sql.prepare("UPDATE indexes SET ready = 0 WHERE id = ?").run(index.id));
  }

  /** Forgets a detached index whose rows are gone. */
  erase(index: Index): void {
    this.byIndex.delete(index.id);
    this.unsaved.push(() => this.sql.prepare("DELETE FROM indexes WHERE id = ?").run(index.id));
  }

  index(id: number): Index | undefined {
    return this.byIndex.get(id);
  }

  /** Called inside every group commit. Statements are idempotent, so a failed commit may run them again. */
  save(): () => void {
    const saving = this.unsaved;
    for (const write of saving) write();
    return () => {
      this.unsaved = this.unsaved.filter((write) => !saving.includes(write));
    };
  }

  private create(table: Table, name: string, definition: string, ready: boolean): Index {
    const id = this.lastIndex + 1;
    const index = toIndex(id, table.number, name, definition, ready);
    this.attach(table, index);
    this.unsaved.push(() => {
      this.sql
        .prepare("INSERT OR REPLACE INTO indexes (id, tbl, name, definition, ready) VALUES (?, ?, ?, ?, ?)")
        .run(id, table.number, name, definition, index.ready ? 1 : 0);
    });
    return index;
  }

  private remember(table: Table): void {
    this.byNumber.set(table.number, table);
    this.lastTable = Math.max(this.lastTable, table.number);
    if (!table.name.startsWith("_")) this.userTables++;
    this.byName.set(`${table.component}\0${table.name}`, table);
  }

  private attach(table: Table, index: Index): void {
    table.indexes.push(index);
    this.byIndex.set(index.id, index);
    this.lastIndex = Math.max(this.lastIndex, index.id);
  }
}

/** What tells two indexes of one name apart: their fields, as JSON. */
export function indexSignature(definition: IndexDefinition | SearchIndexDefinition): string {
  if ("fields" in definition)
    return JSON.stringify({ fields: [...definition.fields, "_creationTime"].filter(unique) });
  const { searchField, filterFields } = definition;
  return JSON.stringify({ searchField, filterFields });
}

/** Every key ends with creation time and id, so that it is unique and ties are in order of creation. */
export function indexKey(index: Index, document: JsonObject): Buffer {
  const values: (Json | undefined)[] = index.fields.map((field) => fieldAt(document, field));
  return encodeKey([...values, document._id]);
}

function toIndex(id: number, table: number, name: string, signature: string, ready: boolean): Index {
  const shape = JSON.parse(signature) as {
    kind?: string;
    fields?: string[];
    searchField?: string;
    filterFields?: string[];
  };
  const search = shape.searchField
    ? { indexDescriptor: name, searchField: shape.searchField, filterFields: shape.filterFields ?? [] }
    : null;
  const kind = shape.kind === "id" ? "id" : search ? "search" : "database";
  return { id, table, name, signature, kind, fields: shape.fields ?? [], search, ready };
}

function unique<T>(value: T, at: number, all: T[]): boolean {
  return all.indexOf(value) === at;
}
