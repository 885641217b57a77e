import type { PaginationResult } from "convex/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Item } from "../embedded/support/itemModel";
import { type Backend, backends } from "./support/backends";

describe.each(backends)("pagination on $name", ({ open }) => {
  let backend: Backend;
  let group: string;
  let groups = 0;

  beforeAll(async () => {
    backend = await open();
  });

  afterAll(async () => {
    await backend.close();
  });

  beforeEach(async () => {
    group = `group ${groups++}`;
    await insert(1, 2, 3, 4, 5, 6, 7);
  });

  test.each([1, 2, 3, 7, 8, 100])("walks over everything once, %i at a time", async (numItems) => {
    const keys: unknown[] = [];
    let cursor: string | null = null;
    for (let pages = 0; pages < 20; pages++) {
      const found: PaginationResult<Item> = await page(numItems, cursor);
      expect(found.page.length).toBeLessThanOrEqual(numItems);
      keys.push(...keysOf(found));
      cursor = found.continueCursor;
      if (found.isDone) {
        break;
      }
    }
    expect(keys).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test("answers an empty table with one empty page", async () => {
    group = "nobody";
    expect(await page(5, null)).toMatchObject({ page: [], isDone: true });
  });

  test("is done once the end has been reached, and stays there", async () => {
    const all = await page(100, null);
    expect(all.isDone).toBe(true);
    expect(await page(100, all.continueCursor)).toMatchObject({ page: [], isDone: true });
  });

  test("goes on behind the cursor, whatever happened before it", async () => {
    const first = await page(3, null);
    await insert(0, 2.5, 3.5);
    expect(keysOf(await page(3, first.continueCursor))).toEqual([3.5, 4, 5]);
  });

  test("goes on behind a document that is gone", async () => {
    const first = await page(3, null);
    await backend.mutation("documents:remove", { id: first.page[2]?._id ?? "" });
    expect(keysOf(await page(2, first.continueCursor))).toEqual([4, 5]);
  });

  test("refuses a cursor that it did not make", async () => {
    await expect(page(2, "made up")).rejects.toThrow();
  });

  async function insert(...keys: number[]): Promise<void> {
    const operations = keys.map((key) => ({ type: "insert", item: { group, key, text: "" } }));
    await backend.mutation("items:write", { operations, fail: false });
  }

  async function page(numItems: number, cursor: string | null): Promise<PaginationResult<Item>> {
    const paginationOpts = { numItems, cursor };
    const found = await backend.query("items:page", { group, copy: 0, paginationOpts });
    return found as PaginationResult<Item>;
  }
});

function keysOf({ page }: PaginationResult<Item>): unknown[] {
  return page.map((item) => item.key);
}
