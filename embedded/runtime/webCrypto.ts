import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from "node:crypto";

/** The parts of WebCrypto that queries and mutations have, synchronous and on latin1 strings: contexts share no buffers. */
export const webCryptoHost = { digest, hmac, verifyHmac, encrypt, decrypt };

/**
 * The other half, inside a context: `crypto.subtle` with WebCrypto's checks. It needs `host`, `toLatin1`, `fromLatin1`,
 * `bytesOf` and `refuse` of the prelude. What is missing is refused by its name.
 */
export const webCryptoSource = `
const failure = (name, message) => Object.assign(new Error(message), { name });
const nameOf = (algorithm) => String(algorithm?.name ?? algorithm).toUpperCase();
const latin1Of = (source) => toLatin1(bytesOf(source));
const buffer = (latin1) => fromLatin1(latin1).buffer;
const hashOf = (algorithm) => {
  const name = nameOf(algorithm);
  return /^SHA-(1|256|384|512)$/.test(name) ? name : refuse('The hash "' + name + '"');
};
const supported = (operation, algorithm, name) => {
  if (nameOf(algorithm) !== name) refuse("crypto.subtle." + operation + " with anything but " + name);
};
const USAGES = { HMAC: ["sign", "verify"], "AES-GCM": ["encrypt", "decrypt"] };
const TAG_BITS = [32, 64, 96, 104, 112, 120, 128];
const secrets = new WeakMap();

const importKey = async (format, data, algorithm, extractable, usages) => {
  const name = nameOf(algorithm);
  if (format !== "raw" || !Object.hasOwn(USAGES, name)) refuse("crypto.subtle.importKey of anything but a raw HMAC or AES-GCM key");
  const secret = latin1Of(data);
  const length = secret.length * 8;
  const hash = name === "HMAC" ? { hash: { name: hashOf(algorithm.hash) } } : {};
  if (name === "HMAC" && (algorithm.length ?? length) !== length) refuse("A key of another length than its data");
  if (!usages.every((usage) => USAGES[name].includes(usage))) throw failure("SyntaxError", "Unsupported key usage for a " + name + " key");
  if (name === "HMAC" ? length === 0 : ![128, 192, 256].includes(length)) throw failure("DataError", "Invalid key length");
  if (usages.length === 0) throw failure("SyntaxError", "Usages cannot be empty when importing a secret key");
  const key = Object.freeze({ type: "secret", extractable: Boolean(extractable), algorithm: { name, length, ...hash }, usages: [...usages] });
  secrets.set(key, secret);
  return key;
};
const secretOf = (algorithm, key, usage) => {
  if (!secrets.has(key)) throw new TypeError("The key is not a CryptoKey.");
  if (key.algorithm.name !== nameOf(algorithm) || !key.usages.includes(usage)) throw failure("InvalidAccessError", "Unable to use this key to " + usage);
  return secrets.get(key);
};
const gcm = (operation, algorithm, key, data) => {
  supported(operation, algorithm, "AES-GCM");
  const { iv, additionalData, tagLength = 128 } = algorithm;
  const parts = [secretOf(algorithm, key, operation), latin1Of(iv), additionalData === undefined ? "" : latin1Of(additionalData), tagLength, latin1Of(data)];
  if (parts[1].length !== 12 && parts[1].length !== 16) refuse("An initialization vector of " + parts[1].length + " bytes");
  if (!TAG_BITS.includes(tagLength)) throw failure("OperationError", tagLength + " is not a valid AES-GCM tag length");
  const result = host[operation](...parts);
  if (result === null) throw failure("OperationError", "The operation failed for an operation-specific reason");
  return buffer(result);
};
const subtle = {
  importKey,
  digest: async (algorithm, data) => buffer(host.digest(hashOf(algorithm), latin1Of(data))),
  sign: async (algorithm, key, data) => {
    supported("sign", algorithm, "HMAC");
    return buffer(host.hmac(key?.algorithm?.hash?.name, secretOf(algorithm, key, "sign"), latin1Of(data)));
  },
  verify: async (algorithm, key, signature, data) => {
    supported("verify", algorithm, "HMAC");
    return host.verifyHmac(key?.algorithm?.hash?.name, secretOf(algorithm, key, "verify"), latin1Of(data), latin1Of(signature));
  },
  encrypt: async (algorithm, key, data) => gcm("encrypt", algorithm, key, data),
  decrypt: async (algorithm, key, data) => gcm("decrypt", algorithm, key, data),
};
for (const name of ["deriveKey", "deriveBits", "generateKey", "exportKey", "wrapKey", "unwrapKey"]) subtle[name] = () => refuse("crypto.subtle." + name);
define("crypto", {
  subtle,
  getRandomValues: (array) => {
    if (!/^(Big)?(Int|Uint)/.test(array?.[Symbol.toStringTag])) throw failure("TypeMismatchError", "The data argument must be an integer-type TypedArray");
    if (array.byteLength > 65536) throw failure("QuotaExceededError", "The requested length exceeds 65,536 bytes");
    bytesOf(array).set(fromLatin1(host.random(array.byteLength)));
    return array;
  },
  randomUUID: () => host.uuid(),
});
`;

const bytes = (latin1: string) => Buffer.from(latin1, "latin1");
/** `SHA-256`, as WebCrypto names it, is `sha256` for Node. */
const hash = (algorithm: string) => algorithm.replace("-", "").toLowerCase();

function digest(algorithm: string, data: string): string {
  return createHash(hash(algorithm)).update(bytes(data)).digest().toString("latin1");
}

function hmac(algorithm: string, key: string, data: string): string {
  return createHmac(hash(algorithm), bytes(key)).update(bytes(data)).digest().toString("latin1");
}

function verifyHmac(algorithm: string, key: string, data: string, signature: string): boolean {
  const expected = bytes(hmac(algorithm, key, data));
  const given = bytes(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function encrypt(key: string, iv: string, additionalData: string, tagBits: number, data: string): string {
  const options = { authTagLength: tagBits / 8 };
  const cipher = createCipheriv(gcmOf(key), bytes(key), bytes(iv), options).setAAD(bytes(additionalData));
  return Buffer.concat([cipher.update(bytes(data)), cipher.final(), cipher.getAuthTag()]).toString("latin1");
}

/** Null where the key, the additional data or the tag is not the one that the data was encrypted with. */
function decrypt(
  key: string,
  iv: string,
  additionalData: string,
  tagBits: number,
  data: string,
): string | null {
  const options = { authTagLength: tagBits / 8 };
  if (data.length < options.authTagLength) return null;
  const decipher = createDecipheriv(gcmOf(key), bytes(key), bytes(iv), options).setAAD(bytes(additionalData));
  const end = data.length - options.authTagLength;
  decipher.setAuthTag(bytes(data.slice(end)));
  try {
    return Buffer.concat([decipher.update(bytes(data.slice(0, end))), decipher.final()]).toString("latin1");
  } catch {
    return null;
  }
}

function gcmOf(key: string): "aes-128-gcm" | "aes-192-gcm" | "aes-256-gcm" {
  return `aes-${(key.length * 8) as 128 | 192 | 256}-gcm`;
}
