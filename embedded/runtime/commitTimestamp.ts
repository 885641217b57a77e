import type { Json, JsonObject } from "../types";

/**
 * Replaces `db.vars.commitTs` placeholders by the timestamp. Transactions run one after another here, so that it is
 * known before the commit; a document read back in the same mutation already shows it.
 */
export function resolveFields(object: JsonObject, ts: bigint): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, resolve(value, ts)]));
}

function resolve(value: Json, ts: bigint): Json {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((element) => resolve(element, ts));
  if (value.$commitTs === null) return { $integer: encodeInt64(ts) };
  return resolveFields(value, ts);
}

/** An int64 as convex-encoded JSON writes it: base64 of eight little-endian bytes. */
export function encodeInt64(value: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return bytes.toString("base64");
}
