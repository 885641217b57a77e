import type { Value } from "convex/values";
import { compareValues } from "convex/values";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer, type Item } from "../embedded/support/itemModel";
import { randomItem, randomShape } from "../embedded/support/itemRandom";
import { Random } from "../embedded/support/random";
import { soak } from "../support/rounds";
import { type Backend, backends } from "./support/backends";

const ITEMS = 80;
const SEED = Number(process.env.GUILDHALL_SEED ?? Date.now() % 1_000_000);

describe.each(backends)("index ranges on $name", ({ open }) => {
  let backend: Backend;
  let table: Item[];
  const random = new Random(SEED);

  beforeAll(async () => {
    backend = await open();
    const operations = Array.from({ length: ITEMS }, () => ({
      type: "insert" as const,
      item: randomItem(random),
    }));
    await backend.mutation("items:write", { operations: operations, fail: false });
    const shape = { index: "by_creation_time", equal: [], order: "asc", end: { kind: "collect" } };
    table = (await backend.query("items:range", { shape })) as Item[];
  });

  afterAll(async () => {
    await backend.close();
  });

  test(`hold what a sorted array of the documents holds (GUILDHALL_SEED=${SEED})`, async () => {
    expect(table).toHaveLength(ITEMS);
    for (let round = 0; round < soak(200, 3_000); round++) {
      const shape = randomShape(random);
      const found = (await backend.query("items:range", { shape: shape })) as Value;
      const expected = answer(shape, table) as Value;
      expect(
        compareValues(found, expected),
        `${print(shape)} is ${print(found)}, not ${print(expected)}`,
      ).toBe(0);
    }
  });

  test("refuse fields out of order", async () => {
    const end = { kind: "collect" };
    const equal = [{ value: "a" }, { value: 1 }, { value: 2 }];
    const shape = { index: "by_group_and_key", equal, order: "asc", end };
    await expect(backend.query("items:range", { shape })).rejects.toThrow();
  });
});

function print(value: unknown): string {
  return JSON.stringify(value, (_name, each: unknown) => (typeof each === "bigint" ? `${each}n` : each));
}
