const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 32 characters of 62 carry 190 bits. */
export const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;

export type KeyEnvironment = "live" | "test";

/**
 * `ghk_{live|test}_` + secret + checksum. The checksum lets a mistyped key be refused without a look-up, and lets
 * secret scanners tell a key from noise. `randomBytes` must come from a secure source.
 */
export function formatApiKey(environment: KeyEnvironment, randomBytes: Uint8Array): string {
  return withChecksum(`ghk_${environment}_${secretFrom(randomBytes)}`);
}

/** `ghs_` + secret + checksum: the token of a frontend user's session. */
export function formatSessionToken(randomBytes: Uint8Array): string {
  return withChecksum(`ghs_${secretFrom(randomBytes)}`);
}

export function isWellFormedSessionToken(token: string): boolean {
  return isChecked(/^(ghs_[0-9A-Za-z]{32})([0-9A-Za-z]{6})$/, token);
}

/** What people see of a key after its creation. */
export function visiblePrefix(key: string): string {
  return key.slice(0, "ghk_live_".length + 4);
}

export function isWellFormedApiKey(token: string): boolean {
  return isChecked(/^(ghk_(?:live|test)_[0-9A-Za-z]{32})([0-9A-Za-z]{6})$/, token);
}

function withChecksum(start: string): string {
  return start + checksumOf(start);
}

function isChecked(form: RegExp, token: string): boolean {
  const matches = form.exec(token);
  return matches !== null && checksumOf(matches[1] ?? "") === matches[2];
}

/** Bytes that would favour the first letters of the alphabet are skipped: pass twice as many as are needed. */
export function secretFrom(randomBytes: Uint8Array, length = SECRET_LENGTH): string {
  const fair = Array.from(randomBytes).filter((byte) => byte < ALPHABET.length * 4);
  if (fair.length < length) {
    throw new Error("Too little randomness for a secret");
  }
  return fair
    .slice(0, length)
    .map((byte) => ALPHABET.charAt(byte % ALPHABET.length))
    .join("");
}

function checksumOf(value: string): string {
  let rest = crc32(value);
  let digits = "";
  for (let place = 0; place < CHECKSUM_LENGTH; place += 1) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return digits;
}

function crc32(value: string): number {
  let crc = 0xffffffff;
  for (let index = 0; index < value.length; index += 1) {
    crc ^= value.charCodeAt(index);
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}
