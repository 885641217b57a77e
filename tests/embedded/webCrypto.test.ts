import { webcrypto } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Isolate } from "../../embedded/runtime/isolate";

const host = { now: () => 0, log: () => undefined, syscall: () => "null" };
const isolate = new Isolate("var modules = {};", { env: {}, host });

type Outcome = { ok: unknown } | { error: string };
/** What is written here runs in a query's realm and, as the oracle, in Node's own. */
const HELPERS = `
  const bytes = (list) => Uint8Array.from(list);
  const list = (result) => result instanceof ArrayBuffer ? [...new Uint8Array(result)] : result;
  const attempt = async (work) => {
    try { return { ok: list(await work()) }; } catch (error) { return { error: error.name }; }
  };`;

function here(source: string, argument: unknown): Outcome {
  const code = `async (modules, given) => { ${HELPERS} return await attempt(async () => { ${source} }); }`;
  return JSON.parse(isolate.run(code, JSON.stringify(argument))) as Outcome;
}

async function inNode(source: string, argument: unknown): Promise<Outcome> {
  const code = `return (async () => { ${HELPERS} return await attempt(async () => { ${source} }); })();`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the same text must run in both realms
  const run = new Function("crypto", "given", code) as (crypto: unknown, given: unknown) => Promise<Outcome>;
  return await run(webcrypto, argument);
}

async function expectSame(source: string, argument: unknown): Promise<Outcome> {
  const outcome = here(source, argument);
  expect(outcome).toEqual(await inNode(source, argument));
  return outcome;
}

const data = fc.array(fc.nat(255), { maxLength: 300 });
const hash = fc.constantFrom("SHA-1", "SHA-256", "SHA-384", "SHA-512", "sha-256");
const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const property = async <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => Promise<unknown>) => {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (value) => void (await check(value))),
    { numRuns: 150 },
  );
};

const IMPORT = `const key = await crypto.subtle.importKey("raw", bytes(given.key), given.algorithm, false, given.usages);`;

describe("crypto in queries and mutations, against Node's", () => {
  test("digest", async () => {
    const source = `return await crypto.subtle.digest(given.hash, bytes(given.data).buffer)`;
    await property(fc.record({ hash, data }), async (given) => {
      expect(await expectSame(source, given)).toHaveProperty("ok");
    });
  });

  test("digest of a part of a buffer, of a DataView, and of what is no buffer", async () => {
    for (const view of [
      "bytes([1, 2, 3, 4]).subarray(1, 3)",
      "new DataView(bytes([1, 2, 3, 4]).buffer, 1, 2)",
      "new Uint16Array([1, 256])",
      "'text'",
      "[1, 2]",
      "undefined",
    ]) {
      await expectSame(`return await crypto.subtle.digest({ name: "SHA-256" }, ${view})`, null);
    }
  });

  test("HMAC: signatures, and which of them are right", async () => {
    const given = fc.record({
      key: fc.array(fc.nat(255), { maxLength: 200 }),
      algorithm: fc.record({ name: oneOf("HMAC", "hmac"), hash: fc.oneof(hash, fc.record({ name: hash })) }),
      usages: oneOf(["sign", "verify"], ["sign"], ["verify"], [], ["encrypt"], ["sign", "encrypt"]),
      data,
      flipped: fc.option(fc.nat(19)),
      cut: fc.nat(2),
    });
    const source = `${IMPORT}
      const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(given.data)));
      if (given.flipped !== null) signature[given.flipped] ^= 1;
      const sent = signature.subarray(given.cut);
      return [[...sent], await crypto.subtle.verify({ name: "HMAC" }, key, sent, bytes(given.data)), key.type, key.extractable, key.algorithm, key.usages]`;
    await property(given, (value) => expectSame(source, value));
  });

  test("AES-GCM: what is encrypted, and what is refused when decrypted", async () => {
    const given = fc.record({
      key: oneOf(16, 24, 32, 32, 32, 31, 0).chain((length) =>
        fc.array(fc.nat(255), { minLength: length, maxLength: length }),
      ),
      algorithm: oneOf<unknown>("AES-GCM", { name: "aes-gcm" }),
      usages: oneOf(["encrypt", "decrypt"], ["encrypt", "decrypt"], ["encrypt"], [], ["sign"]),
      iv: oneOf(12, 12, 16).chain((length) =>
        fc.array(fc.nat(255), { minLength: length, maxLength: length }),
      ),
      tagLength: oneOf(undefined, undefined, 128, 96, 32, 127, 0),
      aad: fc.option(data, { nil: undefined }),
      data,
      change: oneOf("none", "none", "iv", "aad", "text", "cut"),
    });
    const source = `${IMPORT}
      const parameters = { name: "AES-GCM", iv: bytes(given.iv) };
      if (given.tagLength !== undefined) parameters.tagLength = given.tagLength;
      if (given.aad !== undefined) parameters.additionalData = bytes(given.aad);
      const sealed = new Uint8Array(await crypto.subtle.encrypt(parameters, key, bytes(given.data)));
      const encrypted = [...sealed];
      if (given.change === "iv") parameters.iv[0] ^= 1;
      if (given.change === "aad") parameters.additionalData = bytes([...(given.aad ?? []), 1]);
      if (given.change === "text") sealed[0] ^= 1;
      const opened = await attempt(() => crypto.subtle.decrypt(parameters, key, given.change === "cut" ? sealed.subarray(0, 3) : sealed));
      return [encrypted, opened, key.algorithm]`;
    await property(given, (value) => expectSame(source, value));
  });

  test("a key serves its own algorithm only", async () => {
    const pair = `
      const hmac = await crypto.subtle.importKey("raw", bytes([1]), { name: "HMAC", hash: "SHA-256" }, true, ["sign", "verify"]);
      const aes = await crypto.subtle.importKey("raw", new Uint8Array(16), "AES-GCM", true, ["encrypt", "decrypt"]);`;
    const gcm = `{ name: "AES-GCM", iv: new Uint8Array(12) }`;
    for (const use of [
      `crypto.subtle.sign("HMAC", aes, bytes([1]))`,
      `crypto.subtle.verify("HMAC", aes, bytes([1]), bytes([1]))`,
      `crypto.subtle.encrypt(${gcm}, hmac, bytes([1]))`,
      `crypto.subtle.decrypt(${gcm}, hmac, bytes([1]))`,
      `crypto.subtle.sign("HMAC", { ...hmac }, bytes([1]))`,
      `crypto.subtle.sign("HMAC", hmac, "text")`,
      `crypto.subtle.encrypt({ name: "AES-GCM" }, aes, bytes([1]))`,
    ]) {
      expect(await expectSame(`${pair} return await ${use}`, null)).toHaveProperty("error");
    }
  });

  test("getRandomValues fills what it is given, and randomUUID makes a UUID", async () => {
    for (const [array, length] of [
      ["new Uint8Array(32)", 32],
      ["new Uint32Array(8).subarray(2)", 6],
      ["new BigInt64Array(4)", 4],
      ["new Uint8ClampedArray(65536)", 65_536],
    ]) {
      const source = `const array = ${array}; const same = crypto.getRandomValues(array) === array; return [same, array.length, array.some((each) => Number(each) !== 0)]`;
      expect(await expectSame(source, null)).toEqual({ ok: [true, length, true] });
    }
    for (const array of [
      "new Float64Array(1)",
      "new DataView(new ArrayBuffer(1))",
      "[1]",
      "new Uint8Array(65537)",
    ]) {
      await expectSame(`return [...crypto.getRandomValues(${array})]`, null);
    }
    const uuids = here("return [crypto.randomUUID(), crypto.randomUUID()]", null) as { ok: string[] };
    expect(new Set(uuids.ok).size).toBe(2);
    expect(uuids.ok[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("TextDecoder, strict or not", async () => {
    const source = `return [new TextDecoder("utf-8", given.options).decode(bytes(given.data))]`;
    const options = fc.record({ fatal: fc.boolean(), ignoreBOM: fc.boolean() });
    const bom = fc.tuple(fc.constantFrom([], [0xef, 0xbb, 0xbf]), fc.oneof(data, fc.string().map(utf8)));
    await property(fc.record({ options, data: bom.map((parts) => parts.flat()) }), (given) =>
      expectSame(source, given),
    );
  });

  test.each([
    `subtle.importKey("jwk", {}, { name: "HMAC", hash: "SHA-256" }, false, ["sign"])`,
    `subtle.importKey("raw", new Uint8Array(16), "AES-CBC", false, ["encrypt"])`,
    `subtle.digest("MD5", new Uint8Array())`,
    `subtle.encrypt({ name: "RSA-OAEP" }, {}, new Uint8Array())`,
    `subtle.importKey("raw", new Uint8Array(16), "AES-GCM", false, ["encrypt"]).then((key) => crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(8) }, key, new Uint8Array()))`,
    `subtle.sign("Ed25519", {}, new Uint8Array())`,
    `subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"])`,
    `subtle.exportKey("raw", {})`,
    `subtle.deriveBits({ name: "PBKDF2" }, {}, 8)`,
  ])("refuses %s by name", (use) => {
    expect(() => isolate.run(`async () => await crypto.${use}`, "null")).toThrow(
      "is not supported in queries and mutations by the embedded deployment.",
    );
  });
});

function utf8(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}
