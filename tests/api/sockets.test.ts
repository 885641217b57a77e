import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDocuments } from "./support/documents";
import { bytesOf, sendBytes } from "./support/rawSocket";
import { type Server, startServer } from "./support/server";

let server: Server;
let key: string;

beforeAll(async () => {
  server = await startServer();
  key = (await server.key(await server.organization("Sockets"))).secret;
});

afterAll(async () => await server.close());

type Header = readonly [name: string, value: string];

const send = (bytes: Buffer) => sendBytes(server.deployment.siteUrl, bytes);
/** A good request to make a contact, but for these headers. */
const post = (headers: readonly Header[], body = '{"email":"smuggled@example.com"}') =>
  bytesOf({
    ...{ method: "POST", target: "/api/v1/crm/contacts", body: Buffer.from(body) },
    headers: [["Authorization", `Bearer ${key}`], ["Content-Type", "application/json"], ...headers],
  });
const get = (target: string, headers: readonly Header[] = [], method = "GET") =>
  bytesOf({ method, target, headers, body: Buffer.alloc(0) });
const lines = (...all: string[]) => Buffer.from(`${all.join("\r\n")}\r\n\r\n`, "latin1");
const contents = () => readDocuments(server).map(({ table, json }) => `${table} ${json}`);

const HEALTH = "/api/v1/health";
const SMUGGLED = `GET ${HEALTH} HTTP/1.1\r\nHost: x\r\n\r\n`;

describe("what HTTP itself does not allow is refused before anybody looks at it", () => {
  test.each<[string, () => Buffer]>([
    [
      "length and chunks",
      () =>
        post(
          [
            ["Content-Length", "5"],
            ["Transfer-Encoding", "chunked"],
          ],
          `0\r\n\r\n${SMUGGLED}`,
        ),
    ],
    [
      "chunks and length",
      () =>
        post(
          [
            ["Transfer-Encoding", "chunked"],
            ["Content-Length", "5"],
          ],
          `0\r\n\r\n${SMUGGLED}`,
        ),
    ],
    [
      "two lengths",
      () =>
        post([
          ["Content-Length", "2"],
          ["Content-Length", "32"],
        ]),
    ],
    ["a negative length", () => post([["Content-Length", "-1"]])],
    ["a length in another notation", () => post([["Content-Length", "3e1"]])],
    ["a length with a sign", () => post([["Content-Length", "+32"]])],
    ["an unknown transfer encoding", () => post([["Transfer-Encoding", "xchunked"]])],
    ["chunked not last", () => post([["Transfer-Encoding", "chunked, identity"]])],
    [
      "a chunk that does not say its size",
      () => post([["Transfer-Encoding", "chunked"]], "zz\r\n{}\r\n0\r\n\r\n"),
    ],
    ["no host", () => lines(`GET ${HEALTH} HTTP/1.1`, "Connection: close")],
    ["a space before the colon", () => lines(`GET ${HEALTH} HTTP/1.1`, "Host : x")],
    [
      "a folded header",
      () => lines(`GET ${HEALTH} HTTP/1.1`, "Host: x", "X-A: 1", " 2", "Connection: close"),
    ],
    ["a NUL in a header", () => get(HEALTH, [["X-A", "a\u0000b"]])],
    ["a bare line feed in a header", () => get(HEALTH, [["X-A", "a\nX-B: b"]])],
    ["20 kB of headers", () => get(HEALTH, [["X-A", "x".repeat(20_000)]])],
    ["20 kB of address", () => get(`/${"a".repeat(20_000)}`)],
    ["bytes beyond ASCII in the address", () => get(`${HEALTH}/\u00ff`)],
    ["a space in the address", () => get(`${HEALTH} x`)],
    ["a method in small letters", () => get(HEALTH, [], "get")],
    [
      "another protocol",
      () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
    ],
  ])("%s", async (_name, bytes) => {
    const before = contents();
    const { status, text } = await send(bytes());
    expect([400, 431]).toContain(status);
    expect(text.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
    expect(text).not.toMatch(/node:|at .*\.ts|Error:/);
    expect(contents()).toEqual(before);
  });
});

describe("what is unusual, but allowed", () => {
  test.each(["TRACE", "PROPFIND", "QUERY"])("404 for the method %s, without an echo", async (method) => {
    const answer = await send(get(HEALTH, [["X-Secret", "hidden"]], method));
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain("hidden");
  });

  test("a CONNECT is hung up on", async () => {
    expect((await send(get("example.com:443", [], "CONNECT"))).text).toBe("");
  });

  test("200 without a body for HEAD", async () => {
    const { status, head, body } = await send(get(HEALTH, [], "HEAD"));
    expect([status, body]).toEqual([200, ""]);
    expect(head).toMatch(/^x-request-id: /im);
  });

  test("401 for two Authorization headers, whichever of them is good", async () => {
    const good: Header = ["Authorization", `Bearer ${key}`];
    const bad: Header = ["Authorization", "Bearer x"];
    for (const headers of [
      [good, bad],
      [bad, good],
      [good, good],
    ]) {
      expect((await send(get("/api/v1/crm/contacts", headers))).status).toBe(401);
    }
  });

  test("404 for an address of another host, and for one that begins with //", async () => {
    for (const target of [`http://evil.example${HEALTH}`, `//evil.example${HEALTH}`, "*"]) {
      const { status, body } = await send(get(target));
      expect([status, JSON.parse(body).code]).toEqual([404, "NOT_FOUND"]);
    }
  });

  test("200 that no Host header gets into", async () => {
    const forged: Header[] = ["Host", "X-Forwarded-Host", "X-Host"].map((name) => [name, "evil.example"]);
    const { status, text } = await send(get("/api/v1/openapi.json", forged));
    expect(status).toBe(200);
    expect(text).not.toContain("evil.example");
  });

  test("413 for 600 KiB in chunks, which say no length", async () => {
    const chunk = `4000\r\n${"x".repeat(0x4000)}\r\n`;
    const { status, body } = await send(
      post([["Transfer-Encoding", "chunked"]], `${chunk.repeat(38)}0\r\n\r\n`),
    );
    expect([status, JSON.parse(body).code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  });

  test("400 for a body that says it is compressed", async () => {
    expect((await send(post([["Content-Encoding", "gzip"]], "\u001f\u008b\u0008"))).status).toBe(400);
  });
});
