import Database from "better-sqlite3";
import path from "node:path";
import type { Server } from "./server";

export interface StoredDocument {
  readonly table: string;
  readonly id: string;
  /** As it lies on the disk. */
  readonly json: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Every document of the app as it lies on the disk, past all code of the deployment: what is compared here, nothing in
 * between can prettify.
 */
export function readDocuments({ deployment }: Server): StoredDocument[] {
  const sql = new Database(path.join(deployment.dataFolder, "data.sqlite"), { readonly: true });
  try {
    const rows = sql
      .prepare<[], { table: string; id: string; json: string }>(
        `SELECT t.name AS "table", d.id, d.json FROM docs d JOIN tables t ON t.number = d.tbl
         WHERE t.component = '' ORDER BY d.seq`,
      )
      .all();
    return rows.map((row) => ({ ...row, fields: JSON.parse(row.json) as StoredDocument["fields"] }));
  } finally {
    sql.close();
  }
}

export function documentsOf(server: Server, table: string): StoredDocument[] {
  return readDocuments(server).filter((document) => document.table === table);
}
