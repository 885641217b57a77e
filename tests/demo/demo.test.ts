import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../../convex/_generated/api";
import { countList } from "../../convex/lib/lists";
import { addMember } from "../../convex/lib/tenants";
import { contact } from "../../lib/contacts/object";
import { crmOrganization } from "../../lib/crmOrganizations/object";
import { ask, type Backend, backend, seedTenant } from "../setup";
import { openPage } from "../support/staff";

let t: Backend;

beforeEach(() => {
  vi.stubEnv("GUILDHALL_EMBEDDED", "1");
  t = backend();
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the demo", () => {
  test("is one organization with 40 contacts in 12 companies, two staff users and two keys", async () => {
    expect(await t.query(internal.demo.findOrganization, {})).toBeNull();
    const demo = await t.action(internal.demo.seed, { password: "first" });
    const { organizationId } = demo;
    expect(await t.query(internal.demo.findOrganization, {})).toEqual({ organizationId });
    await t.run(async (ctx) => {
      expect(await countList(ctx, organizationId, contact, {})).toBe(40);
      expect(await countList(ctx, organizationId, crmOrganization, {})).toBe(12);
      const memberships = await ctx.db.query("memberships").take(10);
      expect(memberships.map(({ role }) => role).sort()).toEqual(["member", "owner"]);
    });
    const list = await ask(t, demo.apiKey, "GET", "/crm/contacts?limit=200");
    const emails: string[] = list.body.contacts.map((one: { email: string }) => one.email);
    expect(new Set(emails).size).toBe(40);
    expect(emails.every((email) => /^[a-z-]+\.[a-z-]+@[a-z-]+\.example$/.test(email))).toBe(true);
    expect((await ask(t, demo.portalKey, "GET", "/crm/contacts")).status).toBe(403);
  });

  test("stays the demo when its owner joins an older organization", async () => {
    const { organizationId: older } = await seedTenant(t, "Older");
    const { organizationId, staff } = await t.action(internal.demo.seed, { password: "first" });
    const { email } = staff;
    await t.run((ctx) => addMember(ctx, older, { email, name: "Mara", passwordHash: "", role: "viewer" }));
    const again = await t.action(internal.demo.seed, { password: "second" });
    expect(again.organizationId).toBe(organizationId);
    const keys = await t.query(internal.apiKeys.list, { organizationId: older });
    expect(keys).toHaveLength(1);
  });

  test("doubles nothing when it is seeded again, and has new secrets", async () => {
    const first = await t.action(internal.demo.seed, { password: "first" });
    const second = await t.action(internal.demo.seed, { password: "second" });
    expect(second.organizationId).toBe(first.organizationId);
    expect((await ask(t, first.apiKey, "GET", "/crm/contacts")).status).toBe(401);
    expect((await ask(t, second.apiKey, "GET", "/crm/contacts")).body.total).toBe(40);
    const { email } = second.staff;
    await expect(t.action(api.auth.signIn, { email, password: "first" })).rejects.toThrow();
    expect(await t.action(api.auth.signIn, second.staff)).toMatchObject({ token: expect.any(String) });
  });

  test("takes many contacts that are right in every list, link, audit and search", async () => {
    const { organizationId, apiKey } = await t.action(internal.demo.seed, { password: "x" });
    const count = 150;
    const seeded = await t.mutation(internal.demo.seedContacts, { organizationId, count });
    expect(seeded).toEqual({ created: count, total: 40 + count });
    const again = await t.mutation(internal.demo.seedContacts, { organizationId, count: 10 });
    expect(again.total).toBe(40 + count + 10);
    const search = await ask(t, apiKey, "GET", "/crm/contacts?search=contact+seed&limit=200");
    expect(search.body.total).toBe(count + 10);
    await t.run(async (ctx) => {
      const rows = await ctx.db.query("objects").take(500);
      const actions = await ctx.db.query("objectActions").take(500);
      expect(actions).toHaveLength(rows.length);
      const linked = rows.filter((row) => row.customProperties.crmOrganizationId !== undefined);
      expect(await ctx.db.query("objectLinks").take(500)).toHaveLength(linked.length);
      for (const subtype of contact.subtypes) {
        const expected = rows.filter((row) => row.type === contact.type && row.subtype === subtype).length;
        expect(await countList(ctx, organizationId, contact, { subtype })).toBe(expected);
      }
    });
  });

  test.each([0, 201, 1.5])("refuses a batch of %d", async (count) => {
    const { organizationId } = await t.action(internal.demo.seed, { password: "x" });
    await expect(t.mutation(internal.demo.seedContacts, { organizationId, count })).rejects.toThrow(
      "1 to 200",
    );
  });

  test("stays off every other deployment", async () => {
    vi.stubEnv("GUILDHALL_EMBEDDED", "");
    await expect(t.action(internal.demo.seed, { password: "x" })).rejects.toThrow("embedded deployment only");
    const { organizationId } = await t.action(internal.setup.createOrganization, {
      ...{ organization: "Real", ownerEmail: "a@example.com" },
    });
    const seeded = t.mutation(internal.demo.seedContacts, { organizationId, count: 1 });
    await expect(seeded).rejects.toThrow("embedded deployment only");
  });
});

describe("setup", () => {
  test("makes an organization and an owner who can sign in", async () => {
    const args = { organization: " Real Studio ", ownerEmail: "Owner@Example.com" };
    const made = await t.action(internal.setup.createOrganization, args);
    expect(made).toMatchObject({ email: "owner@example.com", password: expect.stringMatching(/^\w{20}$/) });
    const credentials = { email: made.email, password: made.password ?? "" };
    const { token } = await t.action(api.auth.signIn, credentials);
    const page = await t.mutation(api.auth.openPage, { token });
    expect(page.organizations).toMatchObject([
      { id: made.organizationId, name: "Real Studio", role: "owner" },
    ]);
  });

  test("gives a known owner another organization and leaves their password alone", async () => {
    const ownerEmail = "owner@example.com";
    const first = await t.action(internal.setup.createOrganization, { organization: "One", ownerEmail });
    const second = await t.action(internal.setup.createOrganization, { organization: "Two", ownerEmail });
    expect(second).toMatchObject({ userId: first.userId, password: null });
    const listed = await t.query(internal.setup.listOrganizations, {});
    expect(listed.map(({ name }) => name)).toEqual(["One", "Two"]);
  });

  test("refuses an owner who chose their password by an invitation, unless they are vouched for", async () => {
    const acme = await seedTenant(t);
    const { token } = await t.mutation(api.invitations.inviteMember, {
      ...{ sessionId: await openPage(t, acme.owner), organizationId: acme.organizationId },
      ...{ email: "victim@bank.example", role: "admin" as const },
    });
    const mallory = { name: "Mallory", password: "mallorys long password" };
    await t.action(api.invitations.acceptInvitation, { token, ...mallory });
    const bank = { organization: "Bank", ownerEmail: "victim@bank.example" };
    await expect(t.action(internal.setup.createOrganization, bank)).rejects.toThrow("--trust-invited");
    const listed = await t.query(internal.setup.listOrganizations, {});
    expect(listed.map(({ name }) => name)).toEqual(["Acme"]);
    const trusted = await t.action(internal.setup.createOrganization, { ...bank, trustInvited: true });
    expect(trusted.password).toBeNull();
  });

  test.each([
    { ownerEmail: "nobody" },
    { organization: " " },
    { timeZone: "Mars/Base" },
    { currency: "euros" },
  ])("refuses %j", async (wrong) => {
    const args = { organization: "One", ownerEmail: "a@example.com", ...wrong };
    await expect(t.action(internal.setup.createOrganization, args)).rejects.toThrow("INVALID_REQUEST");
  });
});
