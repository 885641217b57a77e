import { beforeEach, describe, expect, test } from "vitest";
import { ask, type Backend, backend, seedTenant, type Tenant } from "../setup";

const PARALLEL = 50;
let t: Backend;
let acme: Tenant;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
  // More requests than a minute allows by default.
  await t.run(async (ctx) => {
    const key = await ctx.db.query("apiKeys").first();
    if (key !== null) await ctx.db.patch("apiKeys", key._id, { limitPerMinute: 1000 });
  });
});

async function post(body: Record<string, unknown>) {
  return await ask(t, acme.apiKey, "POST", "/crm/contacts", { body });
}

async function contactOf(id: string) {
  return (await ask(t, acme.apiKey, "GET", `/crm/contacts/${id}`)).body;
}

describe("POST /crm/contacts", () => {
  test("200 and one 201: 50 parallel upserts of one e-mail make one contact and one company", async () => {
    const answers = await Promise.all(
      Array.from({ length: PARALLEL }, (_, number) =>
        post({
          ...{ email: number % 2 === 0 ? "One@Example.com" : " one@example.com", tags: [`t${number}`] },
          organizationInfo: { name: "Company" },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(49).fill(200), 201]);
    expect(new Set(answers.map(({ body }) => body.contactId)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.crmOrganizationId)).size).toBe(1);
    const objects = await t.run((ctx) => ctx.db.query("objects").take(10));
    expect(objects.map(({ type }) => type).sort()).toEqual(["crm_contact", "crm_organization"]);
    expect(await t.run((ctx) => ctx.db.query("objectLinks").take(10))).toHaveLength(1);
    const list = await ask(t, acme.apiKey, "GET", "/crm/contacts");
    expect(list.body).toMatchObject({ total: 1, contacts: [{ version: PARALLEL }] });
  });

  test("200 with null clears, and what has a default falls back to it", async () => {
    const { contactId } = (await post({ email: "a@example.com", phone: "1", source: "shop", tags: ["x"] }))
      .body;
    await post({ email: "a@example.com", phone: null, source: null, tags: null });
    expect(await contactOf(contactId)).toMatchObject({ phone: null, source: "manual", tags: [] });
  });

  test("200 brings back an archived contact, in one list and one version for each change", async () => {
    const { contactId } = (await post({ email: "a@example.com", tags: ["vip"] })).body;
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${contactId}`);
    expect((await post({ email: "a@example.com", phone: "2" })).body).toMatchObject({ contactId });
    const { archivedAt, version, phone } = await contactOf(contactId);
    expect([archivedAt, version, phone]).toEqual([null, 4, "2"]);
    for (const query of ["", "?tag=vip", "?archived=all"]) {
      expect((await ask(t, acme.apiKey, "GET", `/crm/contacts${query}`)).body.total).toBe(1);
    }
    expect((await ask(t, acme.apiKey, "GET", "/crm/contacts?archived=true")).body.total).toBe(0);
  });

  test("201 for an e-mail that only another tenant's contact has", async () => {
    const other = await seedTenant(t, "Other");
    const theirs = await ask(t, other.apiKey, "POST", "/crm/contacts", { body: { email: "a@example.com" } });
    const ours = await post({ email: "a@example.com" });
    expect(ours.status).toBe(201);
    expect(ours.body.contactId).not.toBe(theirs.body.contactId);
  });

  test("201 for the old e-mail of a contact who has a new one", async () => {
    const { contactId } = (await post({ email: "old@example.com" })).body;
    const body = { email: "new@example.com" };
    await ask(t, acme.apiKey, "PATCH", `/crm/contacts/${contactId}`, { body });
    expect((await post({ email: "old@example.com" })).status).toBe(201);
    expect((await post({ email: "new@example.com" })).body).toMatchObject({ contactId, isNewContact: false });
  });
});

describe("PATCH /crm/contacts/{id}", () => {
  test("409 for a taken e-mail, that of an archived contact as well; one's own in other letters is none", async () => {
    const { contactId } = (await post({ email: "a@example.com" })).body;
    const other = (await post({ email: "b@example.com" })).body.contactId;
    const change = (email: string) =>
      ask(t, acme.apiKey, "PATCH", `/crm/contacts/${contactId}`, { body: { email, phone: "2" } });
    expect((await change("B@example.com")).body).toMatchObject({
      code: "CONFLICT",
      details: [{ path: "email" }],
    });
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${other}`);
    expect((await change("b@example.com")).status).toBe(409);
    expect(await contactOf(contactId)).toMatchObject({ email: "a@example.com", phone: null, version: 1 });
    expect((await change("A@Example.com")).body.contact).toMatchObject({
      email: "a@example.com",
      version: 2,
    });
  });

  test("200 for an archived contact, who stays archived and gives the old e-mail free", async () => {
    const { contactId } = (await post({ email: "a@example.com" })).body;
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${contactId}`);
    const body = { email: "b@example.com" };
    const changed = await ask(t, acme.apiKey, "PATCH", `/crm/contacts/${contactId}`, { body });
    expect(changed.body.contact).toMatchObject({ ...body, archivedAt: expect.any(Number) });
    expect((await post({ email: "a@example.com" })).status).toBe(201);
  });
});
