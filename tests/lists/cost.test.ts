import { beforeAll, expect, test } from "vitest";
import { internal } from "../../convex/_generated/api";
import type { ApiCaller } from "../../convex/lib/gateway";
import { countList, type ListFilters, listPage, type PageRequest } from "../../convex/lib/lists";
import { createObject, createObjects, type Origin } from "../../convex/lib/objectStore";
import { hashSecret } from "../../convex/lib/secrets";
import { contact } from "../../lib/contacts/object";
import { crmOrganization } from "../../lib/crmOrganizations/object";
import { type Backend, backend, seedKey, seedTenant } from "../setup";

const CONTACTS = 1000;
const BATCH = 200;

let t: Backend;
let origin: Origin;
/** Where all of them work. */
let companyId: string;

beforeAll(async () => {
  ({ t, origin, companyId } = await filled());
});

/** The bar is 150 documents for a page of 50 with its total; depth adds one node per factor of 32. */
test("a page of 50 with its total reads about as many documents as it answers", async () => {
  const questions: [ListFilters, PageRequest, number][] = [
    [{}, {}, 60],
    [{}, { offset: 1 }, 60],
    [{}, { offset: CONTACTS >> 1 }, 60],
    [{}, { offset: CONTACTS - 50, sort: "createdAt" }, 60],
    [{ subtype: "lead", status: "active" }, { offset: 250 }, 60],
    [{ archived: "all" }, { offset: 700 }, 60],
    [{ values: { source: "api" } }, { offset: 500 }, 110],
    [{ values: { source: "api" }, archived: "all" }, { offset: 500 }, 110],
    [{ values: { tag: "vip" } }, { offset: 900 }, 110],
    [{ status: "active" }, { sort: "name" }, 60],
    [{ values: { crmOrganizationId: companyId } }, { offset: 400 }, 110],
  ];
  for (const [filters, page, max] of questions) {
    const { documentsRead, rows } = await t.run(async (ctx) => {
      const { objects } = await listPage(ctx, origin.organizationId, contact, filters, page);
      await countList(ctx, origin.organizationId, contact, filters);
      const metrics = await ctx.meta.getTransactionMetrics();
      return { documentsRead: metrics.documentsRead.used, rows: objects.length };
    });
    expect(rows, JSON.stringify([filters, page])).toBe(50);
    expect(documentsRead, JSON.stringify([filters, page])).toBeLessThanOrEqual(max);
  }
});

test("what the bench measures is the read itself: it answers the page, and counts its documents", async () => {
  const key = await seedKey(t, origin.organizationId, ["contacts:read"]);
  const credential = { kind: "apiKey" as const, tokenHash: await hashSecret(key) };
  const operation = "getContacts";
  const request = { credential, operation, target: "GET /crm/contacts", origin: null };
  const door = await t.mutation(internal.measure.admit, { request });
  const { caller } = door.answer as { caller: ApiCaller };
  const input = { query: { limit: 50, offset: 100 } };
  const page = await t.query(internal.measure.read, { operation, caller, input });
  const { status, body } = page.answer as { status: number; body: { contacts: unknown[]; total: number } };
  expect([status, body.contacts.length, body.total]).toEqual([200, 50, CONTACTS]);
  expect(page.documentsRead).toBeLessThanOrEqual(60);
  // The key and its window; the first use of a key is noted in it.
  expect(door.documentsRead).toBeLessThanOrEqual(3);
  expect(door.documentsWritten).toBeLessThanOrEqual(2);
});

test("a new contact writes a bounded number of documents, however long its lists are", async () => {
  const metrics = await t.run(async (ctx) => {
    await createObject(ctx, origin, contact, draft(CONTACTS, companyId));
    return await ctx.meta.getTransactionMetrics();
  });
  // Each rewritten node counts as read once more.
  // The object, its link, search row, audit entry and event; three rows of open sets; up to three nodes for each of
  // four lists. Of what is read, one is the company.
  expect(metrics.documentsWritten.used).toBeLessThanOrEqual(5 + 3 + 12);
  expect(metrics.documentsRead.used).toBeLessThanOrEqual(2 + 12 + 12);
});

async function filled(): Promise<{ t: Backend; origin: Origin; companyId: string }> {
  const t = backend();
  const { organizationId } = await seedTenant(t);
  const origin: Origin = { organizationId, actor: { kind: "system", id: null }, requestId: null };
  const company = { subtype: null, name: "Company", description: null, status: "active" };
  const properties = { tags: [], customFields: {} };
  const { _id: companyId } = await t.run((ctx) =>
    createObject(ctx, origin, crmOrganization, { ...company, properties }),
  );
  for (let start = 0; start < CONTACTS; start += BATCH) {
    await t.run(async (ctx) => {
      const drafts = Array.from({ length: BATCH }, (_, index) => draft(start + index, companyId));
      await createObjects(ctx, origin, contact, drafts);
    });
  }
  return { t, origin, companyId };
}

function draft(number: number, crmOrganizationId: string) {
  return {
    subtype: number % 2 === 0 ? "lead" : "customer",
    name: `Contact ${number % 97}`,
    description: null,
    status: number % 3 === 0 ? "inactive" : "active",
    properties: {
      crmOrganizationId,
      email: `${number}@example.com`,
      source: "api",
      tags: ["vip"],
      customFields: {},
      eventRegistrations: [],
    },
  };
}
