import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { isAppError } from "../../lib/errors";
import type { Role } from "../../lib/permissions/matrix";
import { type Backend, backend, seedTenant, type Tenant } from "../setup";

const crm = api.crmOntology;
let t: Backend;
let acme: Tenant;
let organizationId: string;
let sessionId: string;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  organizationId = acme.organizationId;
  sessionId = await openPage(acme);
});

async function openPage({ owner }: Tenant): Promise<string> {
  const { token } = await t.action(api.auth.signIn, { email: owner.email, password: owner.password });
  return (await t.mutation(api.auth.openPage, { token })).sessionId;
}

async function errorOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return isAppError(error) ? error.data : error;
}

async function setRole(role: Role) {
  await t.run(async (ctx) => {
    const membership = await ctx.db.query("memberships").first();
    await ctx.db.patch("memberships", membership?._id as Id<"memberships">, { role });
  });
}

describe("contacts", () => {
  test("are created, changed, archived, restored and counted", async () => {
    const given = { email: " Jane@Example.com", firstName: "Jane" };
    const made = await t.mutation(crm.createContact, { sessionId, organizationId, contact: given });
    expect(made).toMatchObject({
      isNewContact: true,
      contact: { email: "jane@example.com", source: "manual" },
    });
    const contactId = made.contact.id;
    const updates = { lastName: "Roe", firstName: null };
    const changed = await t.mutation(crm.updateContact, {
      sessionId,
      contactId,
      updates,
      expectedVersion: 1,
    });
    expect(changed).toMatchObject({ name: "Roe", version: 2, createdBy: acme.owner.userId });
    const stale = t.mutation(crm.updateContact, { sessionId, contactId, updates, expectedVersion: 1 });
    expect(await errorOf(stale)).toMatchObject({ code: "VERSION_CONFLICT" });
    const count = () => t.query(crm.countContacts, { sessionId, organizationId });
    expect(await count()).toBe(1);
    await t.mutation(crm.archiveContact, { sessionId, contactId });
    expect(await count()).toBe(0);
    await t.mutation(crm.restoreContact, { sessionId, contactId });
    expect(await count()).toBe(1);
    expect(await t.query(crm.getContact, { sessionId, contactId })).toMatchObject({ version: 4 });
  });

  test("are found and listed", async () => {
    for (const email of ["ann@example.com", "ben@example.com"]) {
      await t.mutation(crm.createContact, { sessionId, organizationId, contact: { email } });
    }
    const list = await t.query(crm.getContacts, { sessionId, organizationId, sort: "name", limit: 1 });
    expect(list).toMatchObject({ contacts: [{ name: "ann@example.com" }], hasMore: true, offset: 0 });
    const found = await t.query(crm.searchContacts, { sessionId, organizationId, searchTerm: "be" });
    expect(found).toMatchObject({ contacts: [{ name: "ben@example.com" }], total: 1 });
    const tooMany = t.query(crm.getContacts, { sessionId, organizationId, limit: 201 });
    expect(await errorOf(tooMany)).toMatchObject({ code: "INVALID_REQUEST", details: [{ path: "limit" }] });
  });

  test("of another organization do not exist", async () => {
    const other = await seedTenant(t, "Other");
    const stranger = await openPage(other);
    const contact = { email: "a@example.com" };
    const made = await t.mutation(crm.createContact, { sessionId, organizationId, contact });
    const contactId = made.contact.id;
    for (const attempt of [
      t.query(crm.getContact, { sessionId: stranger, contactId }),
      t.query(crm.getContacts, { sessionId: stranger, organizationId }),
      t.mutation(crm.archiveContact, { sessionId: stranger, contactId }),
      t.mutation(crm.createContact, { sessionId: stranger, organizationId, contact }),
      t.query(crm.getContact, { sessionId: stranger, contactId: "x" }),
    ]) {
      expect(await errorOf(attempt)).toMatchObject({ code: "NOT_FOUND" });
    }
  });

  test("are read by every role and written by those who may", async () => {
    const contact = { email: "a@example.com" };
    for (const [role, mayWrite] of [
      ["owner", true],
      ["admin", true],
      ["member", true],
      ["accountant", false],
      ["viewer", false],
    ] as const) {
      await setRole(role);
      expect(await t.query(crm.getContacts, { sessionId, organizationId })).toBeTruthy();
      const error = await errorOf(t.mutation(crm.createContact, { sessionId, organizationId, contact }));
      expect(error).toEqual(mayWrite ? null : expect.objectContaining({ code: "FORBIDDEN" }));
    }
  });
});

describe("CRM organizations", () => {
  test("are created, changed, archived, restored, listed and counted", async () => {
    const organization = { name: "Acme Corp", industry: "Retail", taxId: "T1" };
    const made = await t.mutation(crm.createCrmOrganization, { sessionId, organizationId, organization });
    expect(made).toMatchObject({ type: "crm_organization", subtype: null, name: "Acme Corp", version: 1 });
    const crmOrgId = made.id;
    const updates = { name: "Acme SE", industry: null };
    const changed = await t.mutation(crm.updateCrmOrganization, { sessionId, crmOrgId, updates });
    expect(changed).toMatchObject({ name: "Acme SE", industry: null, taxId: "T1", version: 2 });
    const again = t.mutation(crm.createCrmOrganization, { sessionId, organizationId, organization });
    expect(await errorOf(again)).toMatchObject({ code: "CONFLICT", details: [{ path: "taxId" }] });
    await t.mutation(crm.archiveCrmOrganization, { sessionId, crmOrgId });
    const count = () => t.query(crm.countCrmOrganizations, { sessionId, organizationId });
    expect(await count()).toBe(0);
    await t.mutation(crm.restoreCrmOrganization, { sessionId, crmOrgId });
    const list = await t.query(crm.getCrmOrganizations, { sessionId, organizationId, status: "active" });
    expect([await count(), list.organizations.map((one) => one.name)]).toEqual([1, ["Acme SE"]]);
    expect(await t.query(crm.getCrmOrganization, { sessionId, crmOrgId })).toMatchObject({ version: 4 });
  });

  test("list their contacts", async () => {
    const contact = { email: "a@example.com", organizationInfo: { name: "Company" } };
    const made = await t.mutation(crm.createContact, { sessionId, organizationId, contact });
    const crmOrgId = made.contact.crmOrganizationId as string;
    const idsOf = async (filters: { subtype?: string; archived?: "all" } = {}) => {
      const page = await t.query(crm.getContactsByOrganization, { sessionId, crmOrgId, ...filters });
      return page.contacts.map((one) => one.id);
    };
    expect(await idsOf()).toEqual([made.contact.id]);
    expect(await idsOf({ subtype: "lead" })).toEqual([made.contact.id]);
    expect(await idsOf({ subtype: "customer" })).toEqual([]);
    await t.mutation(crm.archiveContact, { sessionId, contactId: made.contact.id });
    expect([await idsOf(), await idsOf({ archived: "all" })]).toEqual([[], [made.contact.id]]);
    await t.mutation(crm.updateContact, {
      sessionId,
      contactId: made.contact.id,
      updates: { crmOrganizationId: null },
    });
    expect(await idsOf({ archived: "all" })).toEqual([]);
    for (const limit of [0, -1, 1.5, 201, Number.NaN]) {
      const wrong = t.query(crm.getContactsByOrganization, { sessionId, crmOrgId, limit });
      expect(await errorOf(wrong)).toMatchObject({ code: "INVALID_REQUEST", details: [{ path: "limit" }] });
    }
  });
});
