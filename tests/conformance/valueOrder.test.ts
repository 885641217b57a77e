import { compareValues, type Value } from "convex/values";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Item } from "../embedded/support/itemModel";
import { soak } from "../support/rounds";
import { type Backend, backends } from "./support/backends";

const scalar = fc.oneof(
  fc.constantFrom<Value>(
    null,
    true,
    false,
    -0,
    0,
    NaN,
    Infinity,
    -Infinity,
    "",
    "a",
    "a\0",
    "aa",
    "ÿ",
    "\uffff",
    "😀",
  ),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double(),
  fc.string({ unit: "binary", maxLength: 4 }),
  fc.uint8Array({ maxLength: 3 }).map((bytes): ArrayBuffer => new Uint8Array(bytes).buffer),
);
const key = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.constantFrom("a", "b"), scalar, { noNullPrototype: true }) },
);
const keys = fc.array(
  fc.oneof({ weight: 9, arbitrary: key }, { weight: 1, arbitrary: fc.constant(undefined) }),
  {
    maxLength: 12,
  },
);

describe.each(backends)("the order of values on $name", ({ open }) => {
  let backend: Backend;
  let groups = 0;

  beforeAll(async () => {
    backend = await open();
  });

  afterAll(async () => {
    await backend.close();
  });

  test.each(["asc", "desc"] as const)("is that of compareValues, %s", async (order) => {
    const property = fc.asyncProperty(keys, async (values) => {
      const group = `group ${groups++}`;
      const operations = values.map((value) => {
        return { type: "insert", item: { group, text: "", ...(value !== undefined && { key: value }) } };
      });
      await backend.mutation("items:write", { operations: operations, fail: false });
      const shape = { index: "by_group_and_key", equal: [{ value: group }], order, end: { kind: "collect" } };
      const found = (await backend.query("items:range", { shape })) as Item[];
      // Wrapped, because `sort` puts undefined last without asking.
      const expected = values
        .map((value) => ({ value }))
        .sort((left, right) => compareValues(left.value, right.value));
      expect(found).toHaveLength(values.length);
      const ascending = order === "asc" ? found : found.reverse();
      for (const [at, item] of ascending.entries()) {
        expect(compareValues(item.key, expected[at]?.value)).toBe(0);
      }
    });
    await fc.assert(property, { numRuns: soak(40, 500) });
  });
});
