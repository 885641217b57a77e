import { randomFillSync } from "node:crypto";

/**
 * Document ids look like Convex's: lower-case Crockford base32 of the table number (a varint), 16 bytes and a Fletcher-16
 * checksum. The table number makes an id of one table invalid for every other. The 16 bytes are the time (6, in
 * milliseconds) and randomness (10): ids that rise keep what is written together together on disk.
 */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_BYTES = 6;
const RANDOM_BYTES = 10;
const VALID = /^[0-9a-hjkmnp-tv-z]{31,37}$/;

/** Random bytes are drawn for many ids at once: a draw of its own would cost more than the rest of an id. */
const pool = Buffer.alloc(RANDOM_BYTES * 256);
let used = pool.length;

export function createId(table: number): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const time = Buffer.alloc(TIME_BYTES);
  time.writeUIntBE(Date.now(), 0, TIME_BYTES);
  const body = Buffer.concat([varint(table), time, pool.subarray(used, (used += RANDOM_BYTES))]);
  return toBase32(Buffer.concat([body, checksum(body)]));
}

/** The table number inside an id, or null where the text is not an id at all. */
export function tableOfId(id: string): number | null {
  if (!VALID.test(id)) return null;
  const bytes = fromBase32(id);
  const body = bytes.subarray(0, -2);
  if (!checksum(body).equals(bytes.subarray(-2))) return null;
  let table = 0;
  for (let i = 0; i < 5 && i < body.length; i++) {
    const byte = body[i] ?? 0;
    table += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return body.length === i + 1 + TIME_BYTES + RANDOM_BYTES ? table : null;
  }
  return null;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}

function checksum(bytes: Buffer): Buffer {
  let low = 0;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 255;
    high = (high + low) % 255;
  }
  return Buffer.from([low, high]);
}

function toBase32(bytes: Buffer): string {
  let text = "";
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(pending >> bits) & 31];
    }
    pending &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(pending << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let pending = 0;
  for (const letter of text) {
    pending = (pending << 5) | ALPHABET.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((pending >> bits) & 0xff);
      pending &= (1 << bits) - 1;
    }
  }
  return Buffer.from(bytes);
}
