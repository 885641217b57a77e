import { expect, test } from "vitest";
import { companyFigures, contactFigures } from "../../convex/lib/figures";
import { latestActions } from "../../convex/lib/auditLog";
import { createObjects, type Origin } from "../../convex/lib/objectStore";
import { contact } from "../../lib/contacts/object";
import { DAY } from "../../lib/time";
import { backend, seedTenant } from "../setup";

const CONTACTS = 1000;
const BATCH = 250;
const NOW = Date.parse("2026-11-20T15:00:00Z");
const WEEK_BOUNDS = 13;

/** A tree of 1,000 has two levels below its root at most; what a third adds is in `tests/lists/orderTree.test.ts`. */
test("figures read two nodes for each week at most, and activity what it shows", async () => {
  const t = backend();
  const { organizationId } = await seedTenant(t);
  const origin: Origin = { organizationId, actor: { kind: "system", id: null }, requestId: null };
  for (let start = 0; start < CONTACTS; start += BATCH) {
    const drafts = Array.from({ length: BATCH }, (_, index) => draft(start + index));
    await t.run((ctx) => createObjects(ctx, origin, contact, drafts));
  }
  const read = await t.run(async (ctx) => {
    const clock = { nowMs: NOW, timeZone: "Europe/Berlin" };
    const { contacts, weeks } = await contactFigures(ctx, organizationId, clock);
    await companyFigures(ctx, organizationId, clock);
    expect([contacts.total, weeks.length]).toEqual([CONTACTS, 12]);
    return (await ctx.meta.getTransactionMetrics()).documentsRead.used;
  });
  expect(read).toBeLessThanOrEqual(1 + 2 * WEEK_BOUNDS);
  const forActivity = await t.run(async (ctx) => {
    expect(await latestActions(ctx, organizationId, ["crm_contact", "crm_organization"], 20)).toHaveLength(
      20,
    );
    return (await ctx.meta.getTransactionMetrics()).documentsRead.used;
  });
  // The entries, the one behind them, and the objects that they are about.
  expect(forActivity).toBeLessThanOrEqual(2 * 20 + 1);
});

function draft(number: number) {
  return {
    ...{
      subtype: number % 2 === 0 ? "lead" : "customer",
      name: "Somebody",
      description: null,
      status: "active",
    },
    createdAt: NOW - 100 * DAY + number * (DAY / 10),
    properties: {
      ...{ email: `${number}@example.com`, source: "api", tags: [] },
      ...{ customFields: {}, eventRegistrations: [] },
    },
  };
}
