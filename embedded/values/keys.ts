import type { Json } from "../types";

/**
 * Index keys: one tag byte per value and a payload whose byte order is the order of the values, so that SQLite's
 * BLOB comparison sorts exactly like `compareValues` of convex/values. Tags stay far below 0xFF, which bounds a prefix.
 */
const TAG = {
  undefined: 1,
  null: 2,
  int64: 3,
  float64: 4,
  false: 5,
  true: 6,
  string: 7,
  bytes: 8,
  array: 9,
  object: 10,
};
const TERMINATOR = 0;
const AFTER = Buffer.from([0xff]);
const ZERO = Buffer.from([0]);

/** Encodes a tuple of convex-encoded JSON values; `undefined` stands for a missing field and sorts first. */
export function encodeKey(values: readonly (Json | undefined)[]): Buffer {
  const chunks: Buffer[] = [];
  for (const value of values) encodeValue(value, chunks);
  return Buffer.concat(chunks);
}

/** The first key that sorts after every key that begins with `prefix`. */
export function afterPrefix(prefix: Buffer): Buffer {
  return Buffer.concat([prefix, AFTER]);
}

/** The immediate successor of `key`. */
export function successor(key: Buffer): Buffer {
  return Buffer.concat([key, ZERO]);
}

function encodeValue(value: Json | undefined, chunks: Buffer[]): void {
  if (value === undefined) return void chunks.push(Buffer.from([TAG.undefined]));
  if (value === null) return void chunks.push(Buffer.from([TAG.null]));
  if (typeof value === "boolean") return void chunks.push(Buffer.from([value ? TAG.true : TAG.false]));
  if (typeof value === "number") return void chunks.push(encodeFloat(value));
  if (typeof value === "string") return void chunks.push(encodeBytes(TAG.string, Buffer.from(value, "utf8")));
  if (Array.isArray(value)) {
    chunks.push(Buffer.from([TAG.array]));
    for (const element of value) encodeValue(element, chunks);
    return void chunks.push(ZERO);
  }
  const special = decodeSpecial(value);
  if (special) return void chunks.push(special);
  chunks.push(Buffer.from([TAG.object]));
  for (const name of Object.keys(value).sort()) {
    encodeValue(name, chunks);
    encodeValue(value[name], chunks);
  }
  chunks.push(ZERO);
}

/** `{"$integer"}`, `{"$float"}` and `{"$bytes"}` hold base64 of little-endian bytes. */
function decodeSpecial(value: { [key: string]: Json }): Buffer | null {
  const { $integer: integer, $float: float, $bytes: bytes } = value;
  if (typeof integer === "string") return encodeInt64(Buffer.from(integer, "base64"));
  if (typeof float === "string") return encodeFloat(Buffer.from(float, "base64").readDoubleLE(0), float);
  if (typeof bytes === "string") return encodeBytes(TAG.bytes, Buffer.from(bytes, "base64"));
  return null;
}

function encodeInt64(littleEndian: Buffer): Buffer {
  const key = Buffer.alloc(9);
  key[0] = TAG.int64;
  for (let i = 0; i < 8; i++) key[1 + i] = littleEndian[7 - i] ?? 0;
  key[1] = (key[1] ?? 0) ^ 0x80;
  return key;
}

/** The bits of a NaN are taken as they came: a double that passed through JavaScript may have lost its sign. */
function encodeFloat(value: number, bits?: string): Buffer {
  const key = Buffer.alloc(9);
  key[0] = TAG.float64;
  if (bits === undefined) key.writeDoubleBE(value, 1);
  else Buffer.from(bits, "base64").reverse().copy(key, 1);
  if ((key[1] ?? 0) & 0x80) for (let i = 1; i < 9; i++) key[i] = (key[i] ?? 0) ^ 0xff;
  else key[1] = (key[1] ?? 0) ^ 0x80;
  return key;
}

/** A zero byte is escaped as 00 FF, so that the terminator 00 00 sorts before every longer string. */
function encodeBytes(tag: number, raw: Buffer): Buffer {
  let zeros = 0;
  for (const byte of raw) if (byte === 0) zeros++;
  const key = Buffer.alloc(raw.length + zeros + 3);
  key[0] = tag;
  let at = 1;
  if (zeros === 0) at += raw.copy(key, 1);
  else {
    for (const byte of raw) {
      key[at++] = byte;
      if (byte === 0) key[at++] = 0xff;
    }
  }
  key[at] = TERMINATOR;
  return key;
}
