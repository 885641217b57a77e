import type { Value } from "convex/values";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Backend, backends } from "./support/backends";

const bytes = new Uint8Array([1]).buffer;
/** Every type of value once, to be refused by whatever does not accept it. */
const samples: Record<string, Value> = {
  null: null,
  boolean: true,
  number: 1.5,
  int64: 1n,
  string: "text",
  bytes,
  array: ["a"],
  object: { name: "a" },
};

const accepted: [validator: string, values: Value[]][] = [
  ["aString", ["text", "", "😀"]],
  ["aNumber", [1.5, 0, -0, NaN, Infinity]],
  ["anInt64", [1n, -(2n ** 63n)]],
  ["aBoolean", [true, false]],
  ["aNull", [null]],
  ["bytes", [bytes]],
  ["anything", Object.values(samples)],
  ["aLiteral", ["on"]],
  ["anArray", [["a"], []]],
  ["anObject", [{ name: "a" }, { name: "a", size: 1 }]],
  ["aUnion", [null, { kind: "a", n: 1 }, { kind: "b" }]],
  ["anOptional", ["text"]],
];

const refused: [validator: string, values: Value[]][] = [
  ["aLiteral", ["off", "On"]],
  ["anArray", [[1], ["a", null]]],
  ["anObject", [{}, { name: 1 }, { name: "a", size: null }, { name: "a", more: 1 }]],
  ["aUnion", [{ kind: "a" }, { kind: "b", n: 1 }, { kind: "c" }, {}]],
  ["anId", ["", "made up"]],
];

describe.each(backends)("validators on $name", ({ open, isDouble }) => {
  let backend: Backend;
  const check = (validator: string, args: Record<string, Value>) =>
    backend.query(`accepts:${validator}`, args);

  beforeAll(async () => {
    backend = await open();
  });

  afterAll(async () => {
    await backend.close();
  });

  test.each(accepted)("%s accepts what it is for and no other type", async (validator, values) => {
    for (const value of values) {
      await expect(check(validator, { value })).resolves.toBeNull();
    }
    for (const [type, value] of Object.entries(samples)) {
      if (!values.some((each) => isOfType(each, type))) {
        await expect(check(validator, { value }), type).rejects.toThrow();
      }
    }
  });

  test.each(refused)("%s refuses the right type with the wrong content", async (validator, values) => {
    for (const value of values) {
      await expect(check(validator, { value })).rejects.toThrow();
    }
  });

  test("records have entries of their kind", async () => {
    await expect(check("aRecord", { value: {} })).resolves.toBeNull();
    await expect(check("aRecord", { value: { a: 1, b: 2 } })).resolves.toBeNull();
    // convex-test looks at no record at all.
    const wrong: Value[] = isDouble ? [] : [{ a: "1" }, { a: null }, { ä: 1 }, [1], "a", null];
    for (const value of wrong) {
      await expect(check("aRecord", { value })).rejects.toThrow();
    }
  });

  test("an argument is missing, left out or too much", async () => {
    await expect(check("aString", {})).rejects.toThrow();
    await expect(check("anOptional", {})).resolves.toBeNull();
    await expect(check("aString", { value: "a", more: 1 })).rejects.toThrow();
  });

  test("an id is one of its own table", async () => {
    const parts = [{ part: "a" }];
    const strict = await backend.mutation("accepts:insertStrict", {
      value: { name: "a", size: "small", parts },
    });
    await expect(check("anId", { value: strict as string })).rejects.toThrow();
    const item = await backend.mutation("documents:insert", { item: { group: "a", text: "" } });
    await expect(check("anId", { value: item as string })).resolves.toBeNull();
  });

  test("a result must be what was promised", async () => {
    await expect(check("returnsAString", { value: "a" })).resolves.toBe("a");
    await expect(check("returnsAString", { value: 1 })).rejects.toThrow();
    await expect(check("returnsAString", { value: null })).rejects.toThrow();
  });

  test("a document must match the schema when it is written, whole or in part", async () => {
    const sound = { name: "a", size: "small", count: 1n, parts: [{ part: "x" }] };
    const id = (await backend.mutation("accepts:insertStrict", { value: sound })) as string;
    const wrong: Record<string, Value>[] = [
      { ...sound, size: "medium" },
      { ...sound, count: 1 },
      { ...sound, parts: [{}] },
      { ...sound, more: null },
      { name: "a" },
    ];
    for (const value of wrong) {
      await expect(backend.mutation("accepts:insertStrict", { value })).rejects.toThrow();
    }
    await backend.mutation("accepts:patchStrict", { id, value: { size: "large" } });
    await expect(backend.mutation("accepts:patchStrict", { id, value: { size: "huge" } })).rejects.toThrow();
    await expect(backend.mutation("accepts:patchStrict", { id, value: { more: 1 } })).rejects.toThrow();
    expect(await backend.query("accepts:getStrict", { id })).toMatchObject({ ...sound, size: "large" });
  });
});

function isOfType(value: Value, type: string): boolean {
  if (value === null) {
    return type === "null";
  }
  if (typeof value === "object") {
    return type === (value instanceof ArrayBuffer ? "bytes" : Array.isArray(value) ? "array" : "object");
  }
  return type === (typeof value === "bigint" ? "int64" : typeof value);
}
