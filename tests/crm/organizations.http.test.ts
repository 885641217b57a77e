import { beforeEach, describe, expect, test } from "vitest";
import { ask, type Backend, backend, seedTenant, type Tenant } from "../setup";

const path = "/crm/organizations";
let t: Backend;
let acme: Tenant;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
});

async function post(body: Record<string, unknown>, key = acme.apiKey) {
  return await ask(t, key, "POST", path, { body });
}

async function create(body: Record<string, unknown>): Promise<string> {
  return (await post(body)).body.crmOrganizationId;
}

async function get(route: string) {
  return await ask(t, acme.apiKey, "GET", route);
}

async function actionsOf(id: string) {
  const rows = await t.run((ctx) => ctx.db.query("objectActions").take(100));
  return rows.filter((row) => row.objectId === id);
}

describe("POST /crm/organizations", () => {
  test("201 with the organization as the store then holds it, and its ETag", async () => {
    const body = {
      ...{ name: "Wayne Enterprises", status: "inactive", description: "Gotham's largest." },
      ...{ website: "https://wayne.example", industry: "Technology", taxId: "12-3456789", phone: "+1 555" },
      ...{ billingEmail: "Billing@Wayne.example", tags: ["a", "a"], notes: "n", customFields: { tier: 1 } },
      address: { street: "1 Main St", city: "Gotham", state: "NJ", postalCode: "07001", country: "US" },
    };
    const created = await post(body);
    expect([created.status, created.headers.get("ETag")]).toEqual([201, '"1"']);
    const { crmOrganizationId: id, organization } = created.body;
    expect(created.body).toEqual({ success: true, crmOrganizationId: id, organization });
    expect(organization).toMatchObject({
      ...body,
      ...{ id, organizationId: acme.organizationId, type: "crm_organization", subtype: null },
      ...{ billingEmail: "billing@wayne.example", tags: ["a"], version: 1, archivedAt: null },
    });
    expect((await get(`${path}/${id}`)).body).toEqual(organization);
    const [action] = await actionsOf(id);
    expect(action).toMatchObject({ objectType: "crm_organization", action: "created", version: 1 });
    const events = await t.run((ctx) => ctx.db.query("events").take(10));
    expect(events.map((event) => event.name)).toEqual(["crm_organization.created"]);
  });

  test("201 with the defaults of the contract, and for a name that another one has", async () => {
    const [first, second] = [await post({ name: "Twin" }), await post({ name: "Twin" })];
    expect(first.body.organization).toMatchObject({ status: "active", tags: [], customFields: {} });
    expect(first.body.organization).toMatchObject({ taxId: null, address: null, industry: null });
    expect(second.status).toBe(201);
    expect(second.body.crmOrganizationId).not.toBe(first.body.crmOrganizationId);
  });

  test("201 for a tax id that only another tenant's organization has", async () => {
    const other = await seedTenant(t, "Other");
    await post({ name: "One", taxId: "T1" }, other.apiKey);
    expect((await post({ name: "One", taxId: "T1" })).status).toBe(201);
  });

  test.each([
    [{}, "name"],
    [{ name: " " }, "name"],
    [{ name: null }, "name"],
    [{ name: "x".repeat(501) }, "name"],
    [{ name: "x", status: "draft" }, "status"],
    [{ name: "x", subtype: "lead" }, "subtype"],
    [{ name: "x", website: "javascript:alert(1)" }, "website"],
    [{ name: "x", billingEmail: "nobody" }, "billingEmail"],
    [{ name: "x", address: { zip: "1" } }, "address.zip"],
    [{ name: "x", taxID: "1" }, "taxID"],
    [{ name: "x", contacts: [] }, "contacts"],
    [{ name: "x", organizationId: "x" }, "organizationId"],
  ])("400 for %j", async (body, field) => {
    const { status, body: answer } = await post(body);
    expect([status, answer.code]).toEqual([400, "INVALID_REQUEST"]);
    expect(answer.details[0].path).toBe(field);
  });

  test("409 for a tax id that another one has, an archived one as well", async () => {
    const id = await create({ name: "One", taxId: "T1" });
    for (const prepare of [() => null, () => ask(t, acme.apiKey, "DELETE", `${path}/${id}`)]) {
      await prepare();
      const answer = await post({ name: "Two", taxId: " T1 " });
      expect([answer.status, answer.body.code]).toEqual([409, "CONFLICT"]);
      expect(answer.body.details[0].path).toBe("taxId");
    }
    expect((await get(`${path}?archived=all`)).body.total).toBe(1);
  });
});

describe("GET /crm/organizations/{id}", () => {
  test("200 with an ETag, for archived ones too", async () => {
    const id = await create({ name: "One" });
    await ask(t, acme.apiKey, "DELETE", `${path}/${id}`);
    const { status, headers, body } = await get(`${path}/${id}`);
    expect([status, headers.get("ETag"), body.id]).toEqual([200, '"2"', id]);
    expect(body.archivedAt).toEqual(expect.any(Number));
  });
});

describe("GET /crm/organizations", () => {
  beforeEach(async () => {
    const all = [
      { name: "Ärzte GmbH", industry: "Health", taxId: "DE 123 456" },
      { name: "Bauhaus", industry: "Building", status: "inactive" },
      { name: "Clinic", industry: "Health", billingEmail: "pay@clinic.example" },
      { name: "Gone", industry: "Health" },
    ];
    for (const [index, body] of all.entries()) {
      const id = await create(body);
      if (index === 3) {
        await ask(t, acme.apiKey, "DELETE", `${path}/${id}`);
      }
    }
    await post({ name: "Foreign", industry: "Health" }, (await seedTenant(t, "Other")).apiKey);
  });

  test.each([
    ["", ["Clinic", "Bauhaus", "Ärzte GmbH"], 3],
    ["?status=active", ["Clinic", "Ärzte GmbH"], 2],
    ["?industry=Health&sort=name", ["Ärzte GmbH", "Clinic"], 2],
    ["?industry=Health&archived=all", ["Gone", "Clinic", "Ärzte GmbH"], 3],
    ["?archived=true", ["Gone"], 1],
    ["?industry=health", [], 0],
    ["?industry=Health&status=active", ["Clinic", "Ärzte GmbH"], null],
    ["?search=arz", ["Ärzte GmbH"], 1],
    ["?search=de%20456", ["Ärzte GmbH"], 1],
    ["?search=pay&industry=Health", ["Clinic"], 1],
    ["?search=g&archived=all&sort=name", ["Ärzte GmbH", "Gone"], 2],
  ])("200 for %s", async (query, names, total) => {
    const { status, body } = await get(`${path}${query}`);
    expect(status).toBe(200);
    expect(body.organizations.map((one: { name: string }) => one.name)).toEqual(names);
    expect(body).toMatchObject({ total, limit: 50, offset: 0, hasMore: false, nextCursor: null });
  });

  test.each([
    ["?subtype=lead", "subtype"],
    ["?status=draft", "status"],
    ["?industy=Health", "industy"],
    ["?industry=", "industry"],
    ["?taxId=1", "taxId"],
    ["?limit=0", "limit"],
    ["?limit=201", "limit"],
    ["?offset=0&cursor=abcd", "cursor"],
  ])("400 for %s", async (query, field) => {
    const { status, body } = await get(`${path}${query}`);
    expect([status, body.code, body.details[0].path]).toEqual([400, "INVALID_REQUEST", field]);
  });
});

describe("PATCH /crm/organizations/{id}", () => {
  test("200 changes given fields, clears null ones, and writes who changed what", async () => {
    const id = await create({ name: "Old", industry: "Health", taxId: "T1", tags: ["x"] });
    const body = { name: "New", industry: null, status: "inactive" };
    const answer = await ask(t, acme.apiKey, "PATCH", `${path}/${id}`, { body });
    expect([answer.status, answer.headers.get("ETag")]).toEqual([200, '"2"']);
    expect(answer.body).toMatchObject({
      success: true,
      organization: { ...body, id, taxId: "T1", tags: ["x"], version: 2 },
    });
    const [, action] = await actionsOf(id);
    expect(action?.changes).toEqual({
      industry: { before: "Health", after: null },
      name: { before: "Old", after: "New" },
      status: { before: "active", after: "inactive" },
    });
    expect((await get(`${path}?industry=Health`)).body.total).toBe(0);
    expect((await get(`${path}?search=old`)).body.total).toBe(0);
  });

  test.each([{ name: null }, { status: null }, { id: "x" }, { version: 2 }, { type: "crm_contact" }])(
    "400 for %j",
    async (body) => {
      const id = await create({ name: "Old" });
      const answer = await ask(t, acme.apiKey, "PATCH", `${path}/${id}`, { body });
      expect([answer.status, answer.body.code]).toEqual([400, "INVALID_REQUEST"]);
    },
  );

  test("409 for another one's tax id; one's own is no conflict", async () => {
    await create({ name: "One", taxId: "T1" });
    const id = await create({ name: "Two", taxId: "T2" });
    const change = (taxId: string) => ask(t, acme.apiKey, "PATCH", `${path}/${id}`, { body: { taxId } });
    const answer = await change("T1");
    expect([answer.status, answer.body.code]).toEqual([409, "CONFLICT"]);
    expect(answer.body.details[0].path).toBe("taxId");
    expect((await change("T2")).body.organization.version).toBe(1);
  });
});

describe("DELETE /crm/organizations/{id} and POST /crm/organizations/{id}/restore", () => {
  test("200 archives, leaves the status, answers again the same, and is undone", async () => {
    const id = await create({ name: "One", status: "inactive" });
    const first = await ask(t, acme.apiKey, "DELETE", `${path}/${id}`);
    expect(first.body).toEqual({ success: true, id, archivedAt: expect.any(Number) });
    expect((await ask(t, acme.apiKey, "DELETE", `${path}/${id}`)).body).toEqual(first.body);
    const { archivedAt } = first.body;
    expect((await get(`${path}/${id}`)).body).toMatchObject({ status: "inactive", archivedAt, version: 2 });
    const restored = await ask(t, acme.apiKey, "POST", `${path}/${id}/restore`);
    expect([restored.status, restored.headers.get("ETag")]).toEqual([200, '"3"']);
    expect(restored.body).toMatchObject({ success: true, organization: { id, archivedAt: null } });
    expect((await actionsOf(id)).map(({ action }) => action)).toEqual(["created", "archived", "restored"]);
  });
});
