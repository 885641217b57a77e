import { secretFrom } from "../../lib/tokens";

/** Random bytes per character of a secret: enough that skipping unfair bytes never runs short in practice. */
const BYTES_PER_CHARACTER = 4;

export function randomBytesFor(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length * BYTES_PER_CHARACTER));
}

/** A random secret behind a prefix that tells what it is. */
export function makeSecret(prefix: string, length = 43): string {
  return prefix + secretFrom(randomBytesFor(length), length);
}

/**
 * What is stored of a secret. Plain SHA-256 is right for secrets of 128 random bits and more, which cannot be
 * guessed; looking up the hash compares nothing of the secret itself, so timing tells nothing about it.
 */
export async function hashSecret(secret: string): Promise<string> {
  return await hashBytes(new TextEncoder().encode(secret));
}

/** SHA-256 of the parts one after the other, in hexadecimal. */
export async function hashBytes(...parts: readonly Uint8Array[]): Promise<string> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  const digest = await crypto.subtle.digest("SHA-256", whole);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
