import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { openSource, runOperators, type SerializedQuery } from "./query";
import type { Transaction } from "./transaction";

export interface PageRequest {
  readonly query: SerializedQuery;
  readonly cursor: string | null;
  readonly endCursor: string | null;
  readonly pageSize: number;
  readonly maximumRowsRead: number | null;
}

export interface Page {
  /** JSON texts of documents. */
  readonly page: string[];
  readonly isDone: boolean;
  readonly continueCursor: string;
}

const MAX_ROWS_READ = 16_384;
/** Stands in a cursor for "after the last document". */
const END = "end";
/** A page of no documents ends where it began. */
const BEGINNING = "";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * One page of a query. A cursor is the position of the last document read (even one that a filter dropped), encrypted for
 * this query with the deployment's secret (32 bytes): it shows nothing, and fits no other query.
 */
export function readPage(tx: Transaction, component: string, request: PageRequest, secret: Buffer): Page {
  const seal = (position: string): string => sealCursor(position, component, request.query, secret);
  const open = (cursor: string | null): string | null => openCursor(cursor, component, request.query, secret);
  const start = open(request.cursor);
  const end = open(request.endCursor);
  if (start === END) return { page: [], isDone: true, continueCursor: seal(END) };
  const until = end === END ? null : end;
  const stream = openSource(tx, component, request.query, { after: start, until });
  let rowsRead = 0;
  const next = runOperators(request.query, () => {
    rowsRead++;
    return stream.next();
  });
  const page: string[] = [];
  const maxRows = request.maximumRowsRead ?? MAX_ROWS_READ;
  const isFixed = end !== null;
  while (isFixed || (page.length < request.pageSize && rowsRead < maxRows)) {
    const json = next();
    if (json === null) return { page, isDone: until === null, continueCursor: seal(end ?? END) };
    page.push(json);
  }
  return { page, isDone: false, continueCursor: seal(stream.position ?? start ?? BEGINNING) };
}

/** Deterministic encryption: equal pages have equal cursors, so that a live page is not pushed again unchanged. */
function sealCursor(position: string, component: string, query: SerializedQuery, secret: Buffer): string {
  const context = JSON.stringify([component, query]);
  const iv = createHmac("sha256", secret)
    .update(context)
    .update("\0")
    .update(position)
    .digest()
    .subarray(0, IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", secret, iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(position, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

function openCursor(
  cursor: string | null,
  component: string,
  query: SerializedQuery,
  secret: Buffer,
): string | null {
  if (cursor === null) return null;
  const bytes = Buffer.from(cursor, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(JSON.stringify([component, query])));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const position =
      decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
    return position === BEGINNING ? null : position;
  } catch {
    throw new Error(
      "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor is from a different query.",
    );
  }
}
