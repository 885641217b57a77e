import Database from "better-sqlite3";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** Raised whenever the layout of the data folder changes; a folder written by a newer version is refused. */
const FORMAT = 1;

/** A mistake of the operator's that one line explains: a taken folder, a newer format, a damaged file. */
export class OperatorError extends Error {}

export interface Connections {
  /** The only connection that writes. */
  readonly sql: Database.Database;
  /** Sees committed data only, while a group of writes is still open on `sql`. */
  readonly readSql: Database.Database;
  close(): void;
}

/** Opens (or creates) the database of a data folder: lock, integrity, format, then tables. */
export function openDatabase(folder: string): Connections {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  const file = join(folder, "data.sqlite");
  const existed = existsSync(file);
  const sql = new Database(file);
  try {
    chmodSync(file, 0o600);
    sql.pragma("journal_mode = WAL");
    sql.pragma("synchronous = FULL");
    sql.pragma("cache_size = -131072");
    sql.pragma("wal_autocheckpoint = 10000");
    if (existed) checkHealth(sql, file);
    createTables(sql);
    const readSql = new Database(file, { readonly: true });
    readSql.pragma("cache_size = -65536");
    return {
      sql,
      readSql,
      close() {
        readSql.close();
        sql.close();
        lock.close();
      },
    };
  } catch (error) {
    sql.close();
    lock.close();
    throw isDamage(error) ? damaged(file, error.message) : error;
  }
}

/** Whether SQLite found the file itself broken, so that nothing read from it can be trusted. */
export function isDamage(error: unknown): error is Error {
  return error instanceof Database.SqliteError && /CORRUPT|NOTADB/.test(error.code);
}

/** An exclusive SQLite lock on a file of its own: the operating system frees it even after `kill -9`. */
function lockFolder(folder: string): Database.Database {
  const lock = new Database(join(folder, "lock.sqlite"), { timeout: 0 });
  try {
    lock.pragma("locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY")) {
      throw new OperatorError(`The data folder ${folder} is in use by another deployment.`);
    }
    throw isDamage(error) ? damaged(join(folder, "lock.sqlite"), error.message) : unwritable(folder, error);
  }
}

function unwritable(folder: string, error: unknown): OperatorError {
  return new OperatorError(
    `${folder} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
  );
}

function checkHealth(sql: Database.Database, file: string): void {
  const found = sql.pragma("user_version", { simple: true });
  if (typeof found === "number" && found > FORMAT) {
    throw new OperatorError(
      `${file} was written by a newer version (format ${found}, this one knows ${FORMAT}).`,
    );
  }
  const verdict = sql.pragma("quick_check(1)", { simple: true });
  if (verdict !== "ok") throw damaged(file, String(verdict));
}

function damaged(file: string, why: string): OperatorError {
  return new OperatorError(`${file} is damaged (${why}). Restore the data folder from a backup.`);
}

function createTables(sql: Database.Database): void {
  sql.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS tables (number INTEGER PRIMARY KEY, component TEXT NOT NULL, name TEXT NOT NULL,
      UNIQUE (component, name));
    CREATE TABLE IF NOT EXISTS indexes (id INTEGER PRIMARY KEY, tbl INTEGER NOT NULL, name TEXT NOT NULL,
      definition TEXT NOT NULL, ready INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS docs (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, tbl INTEGER NOT NULL, json TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS docs_by_table ON docs (tbl);
    CREATE TABLE IF NOT EXISTS idx (iid INTEGER NOT NULL, key BLOB NOT NULL, seq INTEGER NOT NULL,
      PRIMARY KEY (iid, key)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS once (session TEXT NOT NULL, request INTEGER NOT NULL, result TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (session, request)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS once_by_age ON once (at);
    CREATE VIRTUAL TABLE IF NOT EXISTS fts USING fts5(body, filters, content='', contentless_delete=1,
      tokenize="unicode61 remove_diacritics 0");
    PRAGMA user_version = ${FORMAT};
    COMMIT;`);
}
