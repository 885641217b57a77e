/** What strangers send: each is wrong where it is put, or at least odd enough to trip over. */

const ID = "j".repeat(32);

/** Names that JavaScript gives a meaning of its own, and others that nobody declared. */
export const STRANGE_NAMES = [
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "toJSON"],
  ...["emial", "organizationId", "_id", "$where", "", " ", "a.b", "x".repeat(500), "é", "😀"],
];
export const STRANGE_VALUES: readonly unknown[] = [
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
export const STRANGE_TEXTS = [
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
export const BROKEN_UTF8 = [
  [0xff],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xe2, 0x82],
];
export const STRANGE_IDS = [
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
export const STRANGE_QUERIES = [
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
export const STRANGE_NUMBERS = [
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
export const STRANGE_TYPES = [
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
export const STRANGE_KEYS = ["", "x".repeat(256), "cl\u00e9", "tab\there", "\u0080"];
export const STRANGE_TAGS = ["1", '"1', 'W/1"', '"1" "2"', "**", ",", '"\u00e9"', '"a"b"', "x".repeat(5000)];
export const STRANGE_CREDENTIALS = [
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
export const STRANGE_PATHS = ["/", "//", "/extra", "%00", "/%2e%2e%2fhealth", "/__proto__", ";a=1"];
/** Headers that no route asks for, on top of whatever is wrong besides. None of them may make it worse. */
export const STRANGE_HEADERS: readonly (readonly [string, string])[] = [
  ["X-Request-Id", "\u00e9".repeat(50)],
  ["X-Request-Id", "a b"],
  ["Origin", "null"],
  ["Origin", `https://${"x".repeat(5000)}.example`],
  ["Origin", "\u00ff"],
  ["Accept", "text/html;q=banana"],
  ["Accept-Encoding", "br, gzip, *;q=0"],
  ["Cookie", `session=${"x".repeat(4000)}`],
  ["X-HTTP-Method-Override", "DELETE"],
  ["X-Forwarded-For", "'; drop table"],
  ["Range", "bytes=0-1"],
  ["If-None-Match", "*"],
  ["If-Modified-Since", "yesterday"],
  ["User-Agent", ""],
  ["constructor", "1"],
  ["__proto__", "1"],
];

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
