import { beforeAll, expect, test } from "vitest";
import type { ListFilters, PageRequest } from "../../convex/lib/lists";
import { createObject, createObjects, type Origin } from "../../convex/lib/objectStore";
import { searchObjects } from "../../convex/lib/search";
import { contact } from "../../lib/contacts/object";
import { crmOrganization } from "../../lib/crmOrganizations/object";
import { type Backend, backend, seedTenant } from "../setup";

const CANDIDATES_MAX = 1000;
const BATCH = 200;
/** Every so-many-th contact works for the company. */
const COLLEAGUES_APART = 50;

let t: Backend;
let origin: Origin;
let companyId: string;

beforeAll(async () => {
  t = backend();
  const { organizationId } = await seedTenant(t);
  origin = { organizationId, actor: { kind: "system", id: null }, requestId: null };
  const company = { subtype: null, name: "Company", description: null, status: "active" };
  const properties = { tags: [], customFields: {} };
  const { _id } = await t.run((ctx) =>
    createObject(ctx, origin, crmOrganization, { ...company, properties }),
  );
  companyId = _id;
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
  const link = number % COLLEAGUES_APART === 0 ? { crmOrganizationId: companyId } : {};
  return {
    ...{ subtype: number % 3 === 0 ? "lead" : "customer", name, description: null, status: "active" },
    properties: { ...properties, eventRegistrations: [], ...link },
  };
}

async function search(term: string, page: PageRequest = {}, filters: ListFilters = {}) {
  return await t.run((ctx) => searchObjects(ctx, origin.organizationId, contact, { term, filters, page }));
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

test("words that everybody has find all in the short list of a filter", async () => {
  const values = { crmOrganizationId: companyId };
  const found = await search("common everywhere", { limit: 200 }, { values });
  expect(found).toMatchObject({ total: 11, hasMore: false });
  const leads = await search("everywhere", { limit: 200 }, { values, subtype: "lead", archived: "all" });
  expect(leads).toMatchObject({ total: 8, hasMore: false });
  expect(new Set(leads.objects.map(({ subtype }) => subtype))).toEqual(new Set(["lead"]));
});

test("a term without a word finds nothing, in a short list neither", async () => {
  const values = { crmOrganizationId: companyId };
  expect(await search("🎉 !", {}, { values })).toMatchObject({ objects: [], total: 0, hasMore: false });
});
