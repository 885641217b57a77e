import { beforeAll, expect, test } from "vitest";
import { createObjects, type Origin } from "../../convex/lib/objectStore";
import { searchObjects } from "../../convex/lib/search";
import { contact } from "../../lib/contacts/object";
import { type Backend, backend, seedTenant } from "../setup";

const CANDIDATES_MAX = 1000;
const BATCH = 200;

let t: Backend;
let origin: Origin;

beforeAll(async () => {
  t = backend();
  const { organizationId } = await seedTenant(t);
  origin = { organizationId, actor: { kind: "system", id: null }, requestId: null };
  await fill(0, CANDIDATES_MAX);
});

async function fill(from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, to - start) }, (_, index) => start + index);
    await t.run((ctx) => createObjects(ctx, origin, contact, numbers.map(draft)));
  }
}

function draft(number: number) {
  const name = number % 100 === 0 ? "Rare Bird" : "Common Bird";
  const properties = { email: `${number}@everywhere.example`, source: "api", tags: [], customFields: {} };
  return {
    ...{ subtype: "lead", name, description: null, status: "active" },
    properties: { ...properties, eventRegistrations: [] },
  };
}

async function search(term: string, page: { limit?: number; offset?: number } = {}) {
  return await t.run((ctx) =>
    searchObjects(ctx, origin.organizationId, contact, { term, filters: {}, page }),
  );
}

test("the total of a search is exact up to 1,000, and null beyond", async () => {
  expect(await search("everywhere", { limit: 200, offset: 800 })).toMatchObject({
    ...{ total: CANDIDATES_MAX, hasMore: false, limit: 200, offset: 800 },
  });
  expect((await search("everywhere", { limit: 200, offset: 799 })).hasMore).toBe(true);
  await fill(CANDIDATES_MAX, CANDIDATES_MAX + 1);
  expect(await search("everywhere")).toMatchObject({ total: null, hasMore: true });
});

test("a word that few have finds them all beside one that everybody has", async () => {
  await fill(CANDIDATES_MAX + 1, CANDIDATES_MAX + 101);
  const found = await search("rare everywhere");
  expect(found.total).toBe(12);
  expect(new Set(found.objects.map(({ name }) => name))).toEqual(new Set(["Rare Bird"]));
});
