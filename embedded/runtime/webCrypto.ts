import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const HASHES: Readonly<Record<string, string>> = {
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

/** `crypto.subtle.digest`, synchronously, on latin1 strings, because a context can neither await nor share buffers. */
export function digest(algorithm: string, data: string): string {
  return createHash(hash(algorithm)).update(Buffer.from(data, "latin1")).digest().toString("latin1");
}

/** HMAC for `crypto.subtle.sign` and `verify`, in the same form. */
export function hmac(algorithm: string, key: string, data: string): string {
  return createHmac(hash(algorithm), Buffer.from(key, "latin1"))
    .update(Buffer.from(data, "latin1"))
    .digest()
    .toString("latin1");
}

export function verifyHmac(algorithm: string, key: string, data: string, signature: string): boolean {
  const expected = Buffer.from(hmac(algorithm, key, data), "latin1");
  const given = Buffer.from(signature, "latin1");
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function hash(algorithm: string): string {
  const name = HASHES[algorithm.toUpperCase()];
  if (!name)
    throw new Error(
      `The hash "${algorithm}" is not supported in queries and mutations by the embedded deployment.`,
    );
  return name;
}
