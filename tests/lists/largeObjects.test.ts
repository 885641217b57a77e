import { expect, test } from "vitest";
import { listPage, type Page } from "../../convex/lib/lists";
import { createObjects, type Origin } from "../../convex/lib/objectStore";
import { searchObjects } from "../../convex/lib/search";
import { contact } from "../../lib/contacts/object";
import { backend, seedTenant } from "../setup";

const CONTACTS = 60;
/** With some room for the last object, which is read before its weight is known. */
const PAGE_BYTES_MAX = 6.5 * 1024 * 1024;

test("pages end before they are too large for one query, and none of the objects is lost", async () => {
  const t = backend();
  const { organizationId } = await seedTenant(t);
  const origin: Origin = { organizationId, actor: { kind: "system", id: null }, requestId: null };
  for (let number = 0; number < CONTACTS; number += 1) {
    await t.run((ctx) => createObjects(ctx, origin, contact, [draft(number)]));
  }
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const request = { limit: 200, cursor };
    const page: Page = await t.run((ctx) => listPage(ctx, organizationId, contact, {}, request));
    expect(weightOf(page.objects)).toBeLessThan(PAGE_BYTES_MAX);
    page.objects.forEach(({ _id }) => seen.add(_id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen.size).toBe(CONTACTS);

  const request = { term: "heavy", filters: {}, page: { limit: 200 } };
  const found = await t.run((ctx) => searchObjects(ctx, organizationId, contact, request));
  expect(found).toMatchObject({ total: CONTACTS, hasMore: true });
  expect(weightOf(found.objects)).toBeLessThan(PAGE_BYTES_MAX);
});

/** Each character of the description weighs three bytes. */
function draft(number: number) {
  return {
    subtype: "lead",
    name: "Heavy",
    description: "語".repeat(42_000),
    status: "active",
    properties: {
      email: `${number}@example.com`,
      source: "api",
      tags: [],
      customFields: {},
      eventRegistrations: [],
    },
  };
}

function weightOf(objects: readonly object[]): number {
  return new TextEncoder().encode(JSON.stringify(objects)).length;
}
