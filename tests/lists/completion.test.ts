import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, internal } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { countList, listPage } from "../../convex/lib/lists";
import { searchObjects } from "../../convex/lib/search";
import { contact } from "../../lib/contacts/object";
import { frontendUser } from "../../lib/frontendUsers/object";
import { type Backend, backend } from "../setup";
import { addContact, type PortalTenant, seedPortal, signIn } from "../support/portal";
import { openPage } from "../support/staff";

let t: Backend;
let acme: PortalTenant;
let sessionId: string;

beforeEach(async () => {
  t = backend();
  acme = await seedPortal(t);
  sessionId = await openPage(t, acme.owner);
});

afterEach(() => {
  vi.useRealTimers();
});

/** Takes everything out of the lists of one filter, as if the type had declared it later. */
async function forget(filter: string): Promise<void> {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("objectEntries").take(1000)) {
      if (row.list.includes(`/${filter}=`)) {
        await ctx.db.delete("objectEntries", row._id);
      }
    }
    for (const node of await ctx.db.query("listNodes").take(1000)) {
      if (node.list.includes(`/${filter}=`)) {
        await ctx.db.delete("listNodes", node._id);
      }
    }
    for (const row of await ctx.db.query("objectSearch").take(1000)) {
      const entries = row.entries.filter((entry) => !entry.startsWith(`${filter}=`));
      await ctx.db.patch("objectSearch", row._id, { entries });
    }
  });
}

async function inCompany(crmOrganizationId: string, filters: { subtype?: string; archived?: "all" } = {}) {
  const asked = { ...filters, values: { crmOrganizationId } };
  return await t.run(async (ctx) => {
    const { objects } = await listPage(ctx, acme.organizationId, contact, asked, {});
    const total = await countList(ctx, acme.organizationId, contact, asked);
    const search = { term: "example", filters: asked, page: {} };
    const found = await searchObjects(ctx, acme.organizationId, contact, search);
    return { ids: objects.map(({ _id }) => _id), total, found: found.total };
  });
}

/** Five colleagues who are older than the list of their company. */
async function colleagues(): Promise<{ ids: Id<"objects">[]; companyId: string }> {
  const ids = [];
  let companyId = "";
  for (const name of ["a", "b", "c", "d", "e"]) {
    const person = { email: `${name}@example.com`, organizationInfo: { name: "Engines" } };
    const made = await addContact(t, acme, person);
    ids.push(made.contactId);
    companyId = made.crmOrganizationId;
  }
  await forget("crmOrganizationId");
  return { ids, companyId };
}

test("who is missing in the list of their company comes into it by any change, or leaves without it", async () => {
  const { ids, companyId } = await colleagues();
  const [a = "", b = "", c = "", d = ""] = ids;
  const crm = api.crmOntology;
  await t.mutation(crm.archiveContact, { sessionId, contactId: a });
  await t.mutation(crm.updateContact, { sessionId, contactId: b, updates: { firstName: "Ben" } });
  await t.mutation(crm.updateContact, { sessionId, contactId: c, updates: { subtype: "customer" } });
  await t.mutation(crm.updateContact, { sessionId, contactId: d, updates: { crmOrganizationId: null } });
  expect(await inCompany(companyId)).toEqual({ ids: [c, b], total: 2, found: 2 });
  expect(await inCompany(companyId, { subtype: "customer" })).toMatchObject({ ids: [c], total: 1 });
  expect(await inCompany(companyId, { archived: "all" })).toMatchObject({ ids: [c, b, a], total: 3 });
  await t.mutation(crm.restoreContact, { sessionId, contactId: a });
  expect(await inCompany(companyId)).toMatchObject({ ids: [c, b, a], total: 3 });
});

test("maintenance completes all lists once for what types declare, in several transactions", async () => {
  vi.useFakeTimers();
  const { ids, companyId } = await colleagues();
  const client = await signIn(t, acme, { email: "client@example.com" });
  for (let number = 0; number < 60; number += 1) {
    await addContact(t, acme, { email: `${number}@other.example`, tags: ["vip"] });
  }
  await t.mutation(api.crmOntology.archiveContact, { sessionId, contactId: ids[0] ?? "" });
  await Promise.all(["linked", "crmOrganizationId", "tag"].map(forget));
  await t.mutation(internal.maintenance.completeLists, {});
  await t.finishAllScheduledFunctions(vi.runAllTimers);
  const current = await inCompany(companyId);
  // The clock stands still, so that the order of those of one moment is open.
  expect({ ...current, ids: current.ids.toSorted() }).toEqual({
    ...{ ids: ids.slice(1).toSorted(), total: 4, found: 4 },
  });
  expect((await inCompany(companyId, { archived: "all" })).total).toBe(5);
  const linked = { values: { linked: "no" } };
  const counts = await t.run(async (ctx) => [
    await countList(ctx, acme.organizationId, contact, { values: { tag: "vip" } }),
    await countList(ctx, acme.organizationId, frontendUser, linked),
  ]);
  expect(counts).toEqual([60, 1]);
  const page = await openPage(t, acme.owner);
  await t.mutation(api.frontendUsers.suspendFrontendUser, { sessionId: page, frontendUserId: client.id });
  // What was completed stays: a second time only looks at how far the first one came.
  await forget("tag");
  const metrics = await t.run(async (ctx) => {
    await ctx.runMutation(internal.maintenance.completeLists, {});
    return await ctx.meta.getTransactionMetrics();
  });
  expect([metrics.documentsRead.used, metrics.documentsWritten.used]).toEqual([1, 0]);
});
