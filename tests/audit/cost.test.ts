import { beforeAll, expect, test } from "vitest";
import type { Id } from "../../convex/_generated/dataModel";
import { ACTIONS_READ_MAX, type ActionFilters, listActions } from "../../convex/lib/auditLog";
import { createObjects, type Origin, updateObject } from "../../convex/lib/objectStore";
import { fieldsOf } from "../../convex/lib/objectStore";
import { contact } from "../../lib/contacts/object";
import { type Backend, backend, seedTenant } from "../setup";

const CONTACTS = 1200;
const BATCH = 200;

let t: Backend;
let origin: Origin;
let userId: Id<"users">;

beforeAll(async () => {
  t = backend();
  const { organizationId, owner } = await seedTenant(t);
  userId = owner.userId;
  origin = { organizationId, actor: { kind: "system", id: null }, requestId: null };
  for (let start = 0; start < CONTACTS; start += BATCH) {
    await t.run(async (ctx) => {
      const drafts = Array.from({ length: BATCH }, (_, index) => draft(start + index));
      const made = await createObjects(ctx, origin, contact, drafts);
      const [first] = made;
      if (start === 0 && first !== undefined) {
        const byOwner: Origin = { ...origin, actor: { kind: "user", id: userId } };
        const fields = { ...fieldsOf(contact, first), description: "changed" };
        await updateObject(ctx, byOwner, contact, first, fields);
      }
    });
  }
});

async function page(filters: ActionFilters, cursor?: string) {
  return await t.run(async (ctx) => {
    const { actions, nextCursor } = await listActions(ctx, origin.organizationId, filters, { cursor });
    const { documentsRead } = await ctx.meta.getTransactionMetrics();
    return { rows: actions.length, nextCursor, documentsRead: documentsRead.used };
  });
}

/** Fifty entries, the one behind them, and the objects that they are about. */
test("a page of 50 reads what it shows", async () => {
  for (const filters of [
    {},
    { actorKind: "system" },
    { objectType: "crm_contact" },
    { action: "created" },
  ] as const) {
    const first = await page(filters);
    expect(first.rows).toBe(50);
    expect(first.documentsRead, JSON.stringify(filters)).toBeLessThanOrEqual(102);
    const second = await page(filters, first.nextCursor ?? "");
    expect(second.rows).toBe(50);
    expect(second.documentsRead, JSON.stringify(filters)).toBeLessThanOrEqual(103);
  }
});

test("one entry among many is found at once by each filter that has an index", async () => {
  for (const filters of [
    { actorKind: "user" },
    { actorKind: "user", actorId: userId },
    { action: "updated", objectType: "crm_contact" },
  ] as const) {
    const { rows, nextCursor, documentsRead } = await page(filters);
    expect([rows, nextCursor]).toEqual([1, null]);
    expect(documentsRead, JSON.stringify(filters)).toBeLessThanOrEqual(3);
  }
});

test("a page that finds too few ends after a bounded number of rows, and its cursor goes on", async () => {
  const filters = { actorKind: "user", action: "created" } as const;
  let cursor: string | undefined;
  let pages = 0;
  do {
    const { rows, nextCursor, documentsRead } = await page(filters, cursor);
    expect(rows).toBe(0);
    expect(documentsRead).toBeLessThanOrEqual(ACTIONS_READ_MAX + 2);
    cursor = nextCursor ?? undefined;
    pages += 1;
  } while (cursor !== undefined);
  expect(pages).toBe(Math.ceil(CONTACTS / ACTIONS_READ_MAX));
});

function draft(number: number) {
  return {
    ...{ subtype: "lead", name: `Contact ${number}`, description: null, status: "active" },
    properties: {
      ...{ email: `${number}@example.com`, source: "api", tags: [] },
      ...{ customFields: {}, eventRegistrations: [] },
    },
  };
}
