import { beforeEach, describe, expect, test } from "vitest";
import type { Id } from "../../convex/_generated/dataModel";
import { ask, type Backend, backend, seedTenant, type Tenant } from "../setup";

let t: Backend;
let acme: Tenant;
let rival: Tenant;
let one: string;
let two: string;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
  rival = await seedTenant(t, "Rival");
  one = await createOrganization({ name: "One", taxId: "T1" });
  two = await createOrganization({ name: "Two" });
});

async function createOrganization(body: Record<string, unknown>, { apiKey } = acme): Promise<string> {
  return (await ask(t, apiKey, "POST", "/crm/organizations", { body })).body.crmOrganizationId;
}

async function upsert(body: Record<string, unknown>) {
  return await ask(t, acme.apiKey, "POST", "/crm/contacts", { body: { email: "a@example.com", ...body } });
}

async function patch(id: string, body: Record<string, unknown>) {
  return await ask(t, acme.apiKey, "PATCH", `/crm/contacts/${id}`, { body });
}

/** Fails unless property, link in both directions, list and total all say that the contact works for this company. */
async function expectLinked(contactId: string, companyId: string | null) {
  const { body } = await ask(t, acme.apiKey, "GET", `/crm/contacts/${contactId}`);
  expect(body.crmOrganizationId).toBe(companyId);
  const from = await t.run((ctx) =>
    ctx.db
      .query("objectLinks")
      .withIndex("by_from", (q) => q.eq("fromId", contactId as Id<"objects">).eq("type", "works_for"))
      .take(10),
  );
  expect(from.map(({ toId }) => toId)).toEqual(companyId === null ? [] : [companyId]);
  for (const id of [one, two]) {
    const expected = id === companyId ? [contactId] : [];
    const to = await t.run((ctx) =>
      ctx.db
        .query("objectLinks")
        .withIndex("by_to", (q) => q.eq("toId", id as Id<"objects">).eq("type", "works_for"))
        .take(10),
    );
    expect(to.map(({ fromId }) => fromId)).toEqual(expected);
    const list = await ask(t, acme.apiKey, "GET", `/crm/organizations/${id}/contacts?archived=all`);
    expect(list.body.contacts.map((contact: { id: string }) => contact.id)).toEqual(expected);
    expect(list.body.total).toBe(expected.length);
  }
}

describe("a contact's CRM organization", () => {
  test("is linked, changed, cleared and linked again", async () => {
    const { contactId } = (await upsert({ crmOrganizationId: one })).body;
    await expectLinked(contactId, one);
    await patch(contactId, { crmOrganizationId: two });
    await expectLinked(contactId, two);
    await patch(contactId, { phone: "1", status: "inactive", subtype: "customer" });
    await expectLinked(contactId, two);
    await patch(contactId, { crmOrganizationId: null });
    await expectLinked(contactId, null);
    expect((await upsert({ crmOrganizationId: one })).body).toMatchObject({ crmOrganizationId: one });
    await expectLinked(contactId, one);
    await upsert({ crmOrganizationId: null });
    await expectLinked(contactId, null);
  });

  test("stays linked when either is archived and restored", async () => {
    const { contactId } = (await upsert({ crmOrganizationId: one })).body;
    for (const path of [`/crm/contacts/${contactId}`, `/crm/organizations/${one}`]) {
      await ask(t, acme.apiKey, "DELETE", path);
      await expectLinked(contactId, one);
      await ask(t, acme.apiKey, "POST", `${path}/restore`);
      await expectLinked(contactId, one);
    }
  });

  test("comes from organizationInfo, by tax id before name, and changes nothing of it", async () => {
    const { contactId } = (await upsert({ organizationInfo: { name: "Two", taxId: "T1", phone: "1" } })).body;
    await expectLinked(contactId, one);
    await upsert({ organizationInfo: { name: " TWO ", website: "https://two.example" } });
    await expectLinked(contactId, two);
    for (const [id, name] of [
      [one, "One"],
      [two, "Two"],
    ]) {
      const { body } = await ask(t, acme.apiKey, "GET", `/crm/organizations/${id}`);
      expect(body).toMatchObject({ name, phone: null, website: null, version: 1 });
    }
    expect((await ask(t, acme.apiKey, "GET", "/crm/organizations")).body.total).toBe(2);
  });

  test("that is made from organizationInfo has all of it", async () => {
    const organizationInfo = {
      ...{ name: "Three", website: "https://three.example", industry: "Law", taxId: "T3", phone: "3" },
      ...{ billingEmail: "pay@three.example", address: { city: "Bern", country: "CH" } },
    };
    const { crmOrganizationId } = (await upsert({ organizationInfo })).body;
    const { body } = await ask(t, acme.apiKey, "GET", `/crm/organizations/${crmOrganizationId}`);
    expect(body).toMatchObject({ ...organizationInfo, status: "active", version: 1 });
  });

  test("cannot be another tenant's, a contact, or nobody, and nothing is changed by trying", async () => {
    const { contactId } = (await upsert({ crmOrganizationId: one })).body;
    const foreign = await createOrganization({ name: "Foreign" }, rival);
    for (const crmOrganizationId of [foreign, contactId, "j".repeat(32), "x", ""]) {
      for (const answer of [
        await patch(contactId, { crmOrganizationId }),
        await upsert({ crmOrganizationId, phone: "2" }),
        await upsert({ email: "new@example.com", crmOrganizationId }),
      ]) {
        expect([answer.status, answer.body.code]).toEqual([400, "INVALID_REQUEST"]);
        expect(answer.body.details).toMatchObject([{ path: "crmOrganizationId" }]);
      }
    }
    await expectLinked(contactId, one);
    const { body } = await ask(t, acme.apiKey, "GET", "/crm/contacts?archived=all");
    expect(body).toMatchObject({ total: 1, contacts: [{ phone: null, version: 1 }] });
  });

  test("cannot be given twice, by id and as organizationInfo", async () => {
    const answer = await upsert({ crmOrganizationId: one, organizationInfo: { name: "Two" } });
    expect([answer.status, answer.body.details[0].path]).toEqual([400, "crmOrganizationId"]);
  });
});
