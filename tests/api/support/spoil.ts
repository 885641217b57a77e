import fc from "fast-check";
import type { Endpoint } from "../../../convex/api/v1/endpoint";
import { isWrite } from "../../../lib/api/route";
import { valuesOf } from "./generate";
import type { RawRequest } from "./rawSocket";

const TEXTS = ["some words", "client-0@example.com", "https://words.example/x"];
const ID = "j".repeat(32);

/** Names that JavaScript gives a meaning of its own, and others that nobody declared. */
const STRANGE_NAMES = [
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "toJSON"],
  ...["emial", "organizationId", "_id", "$where", "", " ", "a.b", "x".repeat(500), "é", "😀"],
];
const STRANGE_VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    2 ** 53,
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "\ud83d",
    "\u202e",
    "x".repeat(60_000),
  ],
  ...["__proto__", "{}", "null", "1e400", "../..", "<script>", "'; --", "javascript:alert(1)", ID],
  ...[[], [[]], [null], {}, { a: 1 }, { constructor: { prototype: 1 } }, { toString: 1 }, { $where: 1 }],
  ...[Array.from({ length: 2000 }, () => 1), nested(50), nested(2000)],
];
const STRANGE_TEXTS = [
  ...[
    "",
    "null",
    "true",
    '"text"',
    "[]",
    "[[[]]]",
    "1e400",
    "NaN",
    "{",
    "}",
    "{}}",
    "{'a':1}",
    "{a:1}",
    '{"a":1,}',
  ],
  ...[
    '{"a":1}{"b":2}',
    "/* */ {}",
    "\u0000",
    "{}\u0000",
    "undefined",
    "[".repeat(200_000),
    nestedText(100_000),
  ],
  ...[
    '{"__proto__":{"x":1}}',
    '{"\\u005f_proto__":1}',
    '{"a":"\\ud83d',
    '{"a":"\t"}',
    '{"a":01}',
    '{"a":.5}',
  ],
];
/** Not UTF-8: stray bytes, overlong forms, halves of surrogate pairs, text cut in the middle. */
const BROKEN_UTF8 = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xe2, 0x82]];
const STRANGE_IDS = [
  ...["x", "a".repeat(30), "a".repeat(38), "A".repeat(32), `${ID}%20`, `%20${ID}`, `${ID}%00`, `${ID}%0a`],
  ...[
    "%00",
    "%zz",
    "%",
    "%c0%af",
    "%ff",
    "%2e%2e%2f",
    "%F0%9F%98%80",
    "__proto__",
    "constructor",
    "undefined",
  ],
  ...["null", "NaN", "*", "'", "%27%20OR%201=1", "a;b", "a,b", "-1", "0", "x".repeat(7000)],
];
const STRANGE_QUERIES = [
  ...["__proto__=1", "constructor=1", "limt=1", "%zz=1", "%00=1", "%ff=%ff", "=1", "a&a&a", "limit[]=1"],
  ...[
    `${"a".repeat(99)}%F0%9F%98%80=1`,
    `${"x".repeat(5000)}=1`,
    "organizationId=1",
    "q=%ED%A0%80",
    "access_token=x",
  ],
  manyNames(1500),
];
const STRANGE_NUMBERS = [
  "-1",
  "1e2",
  "0x10",
  " 5",
  "5 ",
  "٣",
  "9".repeat(30),
  "NaN",
  "1.5",
  "",
  "201",
  "%00",
];
const STRANGE_TYPES = [
  ...["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=utf-16"],
  ...[
    "application/x-www-form-urlencoded",
    "application/json5",
    "json",
    "",
    "é",
    "application/json, text/plain",
  ],
];
const STRANGE_KEYS = ["", "x".repeat(256), "cl\u00e9", "tab\there", "\u0080"];
const STRANGE_TAGS = ["1", '"1', 'W/1"', '"1" "2"', "**", ",", '"\u00e9"', '"a"b"', "x".repeat(5000)];
const STRANGE_CREDENTIALS = [
  ...[
    "",
    "Bearer",
    "Bearer ",
    "Basic dTpw",
    "Bearer ghk_live_",
    `Bearer ghk_live_${"0".repeat(38)}`,
    "Bearer é",
  ],
  ...[
    `Bearer ghs_${"0".repeat(38)}`,
    `Bearer ${"x".repeat(7000)}`,
    "bearer null",
    "Bearer {}",
    ID,
    "Convex abc",
  ],
];
const STRANGE_PATHS = ["/", "//", "/extra", "%00", "/%2e%2e%2fhealth", "/__proto__", ";a=1"];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** A request that is surely wrong, whatever the state of the data is. */
export interface Spoiled extends RawRequest {
  readonly how: string;
}

/** `credentialOf` gives what would pass, so that requests get as far as the check that they fail. */
export function spoiledRequests(
  endpoints: readonly Endpoint[],
  credentialOf: (endpoint: Endpoint) => fc.Arbitrary<string>,
): fc.Arbitrary<Spoiled> {
  return fc.oneof(
    ...endpoints.map((endpoint) => {
      const good = credentialOf(endpoint).chain((credential) => goodRequests(endpoint, credential));
      return good.chain((request) => fc.oneof(...spoilersOf(endpoint, request)));
    }),
  );
}

interface Good {
  readonly method: string;
  readonly path: string;
  readonly credential: string;
  readonly body: unknown;
}

function goodRequests({ route }: Endpoint, credential: string): fc.Arbitrary<Good> {
  const body =
    route.body === undefined
      ? fc.constant(undefined)
      : valuesOf(route.body.schema, { texts: TEXTS, references: [ID], presence: 60 });
  const path = `/api/v1${route.path.replace(/\{\w+\}/g, ID)}`;
  return body.map((value) => ({ method: route.method.toUpperCase(), path, credential, body: value }));
}

function spoilersOf({ kind, route }: Endpoint, good: Good): fc.Arbitrary<Spoiled>[] {
  const of = (how: string, values: readonly string[], change: (value: string) => Partial<Change>) =>
    fc.constantFrom(...values).map((value): Spoiled => ({ how, ...requestOf(good, change(value)) }));
  const header = (name: string, values: readonly string[]) =>
    of(name, values, (value) => ({ headers: [[name, value]] }));
  const { path } = good;
  const others = METHODS.filter((method) => method !== good.method);
  return [
    of("query", STRANGE_QUERIES, (query) => ({ target: `${path}?${query}` })),
    of("path", STRANGE_PATHS, (end) => ({ target: path + end })),
    of("method", others, (method) => ({ method, target: `${path}/there/is/nothing` })),
    ...(route.query?.shape.limit === undefined
      ? []
      : [
          of("number", STRANGE_NUMBERS, (number) => ({
            target: `${path}?limit=${encodeURIComponent(number)}`,
          })),
          of("twice", ["limit=1&limit=1", "sort=name&sort=-name"], (query) => ({
            target: `${path}?${query}`,
          })),
        ]),
    ...(route.params === undefined
      ? []
      : [of("id", STRANGE_IDS, (id) => ({ target: path.replace(ID, id) }))]),
    ...(kind === "open" ? [] : [header("Authorization", STRANGE_CREDENTIALS)]),
    ...(isWrite(route)
      ? [header("Idempotency-Key", STRANGE_KEYS), header("Content-Type", STRANGE_TYPES)]
      : []),
    ...(route.ifMatch === true ? [header("If-Match", STRANGE_TAGS)] : []),
    ...(route.body === undefined
      ? []
      : [
          ...textSpoilers(good),
          fieldSpoiler(good, route.body.schema),
          fieldSpoiler(good, route.body.schema),
        ]),
  ];
}

interface Change {
  method: string;
  target: string;
  headers: [string, string][];
  body: Buffer;
}

/** A header that is given replaces the good one. */
function requestOf(good: Good, change: Partial<Change>): RawRequest {
  const body = change.body ?? Buffer.from(good.body === undefined ? "" : JSON.stringify(good.body));
  const headers: [string, string][] = [["Authorization", `Bearer ${good.credential}`]];
  if (good.body !== undefined) {
    headers.push(["Content-Type", "application/json"]);
  }
  const changed = new Set(change.headers?.map(([name]) => name));
  return {
    method: change.method ?? good.method,
    target: change.target ?? good.path,
    headers: [...headers.filter(([name]) => !changed.has(name)), ...(change.headers ?? [])],
    body,
  };
}

function textSpoilers(good: Good): fc.Arbitrary<Spoiled>[] {
  const text = JSON.stringify(good.body ?? {});
  const asBody = (how: string, bodies: fc.Arbitrary<Buffer>) =>
    bodies.map((body): Spoiled => ({ how, ...requestOf(good, { body }) }));
  return [
    asBody(
      "text",
      fc.constantFrom(...STRANGE_TEXTS).map((strange) => Buffer.from(strange)),
    ),
    asBody(
      "cut",
      fc.nat(text.length - 1).map((length) => Buffer.from(text.slice(0, length))),
    ),
    asBody("utf-16", fc.constant(Buffer.from(text, "utf16le"))),
    asBody(
      "utf-8",
      fc
        .tuple(fc.nat(text.length), fc.constantFrom(...BROKEN_UTF8))
        .map(([at, bytes]) =>
          Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from(bytes), Buffer.from(text.slice(at))]),
        ),
    ),
  ];
}

/** One field that the schema refuses, or one that it does not know. */
function fieldSpoiler(good: Good, schema: { safeParse(value: unknown): { success: boolean } }) {
  const fields = Object.entries(good.body ?? {});
  const names = [...fields.map(([name]) => name), ...STRANGE_NAMES];
  return fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...STRANGE_VALUES))
    .map(([name, value]): Spoiled => {
      const changed = Object.fromEntries([...fields, [name, value]]);
      const spoiled = schema.safeParse(changed).success ? { ...changed, unheardOf: value } : changed;
      return { how: "field", ...requestOf(good, { body: Buffer.from(JSON.stringify(spoiled)) }) };
    });
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) {
    value = level % 2 === 0 ? [value] : { a: value };
  }
  return value;
}

function nestedText(depth: number): string {
  return `${'{"a":'.repeat(depth / 2)}1${"}".repeat(depth / 2)}`;
}

function manyNames(count: number): string {
  return Array.from({ length: count }, (_, index) => `q${index}`).join("&");
}
