import { beforeEach, describe, expect, test } from "vitest";
import { ask, type Backend, backend, seedKey, seedTenant, type Tenant } from "../setup";

let t: Backend;
let acme: Tenant;
let id: string;
let path: string;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
  const body = { email: "a@example.com", firstName: "Ann", phone: "1", tags: ["x"], source: "event" };
  id = (await ask(t, acme.apiKey, "POST", "/crm/contacts", { body })).body.contactId;
  path = `/crm/contacts/${id}`;
});

async function actions() {
  const rows = await t.run((ctx) => ctx.db.query("objectActions").take(100));
  return rows.filter((row) => row.objectId === id);
}

describe("PATCH /crm/contacts/{id}", () => {
  test("200 changes given fields, clears null ones, and writes who changed what", async () => {
    const body = { lastName: "Lee", phone: null, tags: ["y"], status: "inactive" };
    const answer = await ask(t, acme.apiKey, "PATCH", path, { body, headers: { "X-Request-Id": "call-7" } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("ETag")).toBe('"2"');
    expect(answer.body).toMatchObject({
      success: true,
      contact: { id, name: "Ann Lee", phone: null, tags: ["y"], status: "inactive", version: 2 },
    });
    const [, action] = await actions();
    expect(action).toMatchObject({ action: "updated", version: 2, requestId: "call-7" });
    expect(action?.actor.kind).toBe("apiKey");
    expect(action?.changes).toEqual({
      lastName: { before: null, after: "Lee" },
      name: { before: "Ann", after: "Ann Lee" },
      phone: { before: "1", after: null },
      status: { before: "active", after: "inactive" },
      tags: { before: ["x"], after: ["y"] },
    });
    const events = await t.run((ctx) => ctx.db.query("events").take(10));
    expect(events.map((event) => event.name)).toEqual(["crm_contact.created", "crm_contact.updated"]);
  });

  test("200 without a difference changes nothing, not even the version", async () => {
    const answer = await ask(t, acme.apiKey, "PATCH", path, { body: { firstName: "Ann", tags: ["x"] } });
    expect([answer.status, answer.body.contact.version]).toEqual([200, 1]);
    expect(await actions()).toHaveLength(1);
  });

  test("200 with the current ETag, and with *", async () => {
    const change = (tag: string, phone: string) =>
      ask(t, acme.apiKey, "PATCH", path, { body: { phone }, headers: { "If-Match": tag } });
    expect((await change('"1"', "2")).status).toBe(200);
    expect((await change('"9", "2"', "3")).status).toBe(200);
    expect((await change("*", "4")).status).toBe(200);
  });

  test("200 links and unlinks a company", async () => {
    const info = { email: "b@example.com", organizationInfo: { name: "Company" } };
    const { body } = await ask(t, acme.apiKey, "POST", "/crm/contacts", { body: info });
    const { crmOrganizationId } = body;
    await ask(t, acme.apiKey, "PATCH", path, { body: { crmOrganizationId } });
    const links = () => t.run((ctx) => ctx.db.query("objectLinks").take(10));
    expect((await links()).map((link) => [link.fromId, link.toId])).toContainEqual([id, crmOrganizationId]);
    await ask(t, acme.apiKey, "PATCH", path, { body: { crmOrganizationId: null } });
    expect(await links()).toHaveLength(1);
  });

  test.each([
    ["an unknown field", { fristName: "x" }, {}, "fristName"],
    ["null for the e-mail", { email: null }, {}, "email"],
    ["the company as a body", { organizationInfo: { name: "x" } }, {}, "organizationInfo"],
    ["an If-Match that is no ETag", { phone: "2" }, { "If-Match": "1" }, "If-Match"],
  ])("400 for %s", async (_case, body, headers, field) => {
    const answer = await ask(t, acme.apiKey, "PATCH", path, { body, headers });
    expect([answer.status, answer.body.code]).toEqual([400, "INVALID_REQUEST"]);
    expect(answer.body.details[0].path).toBe(field);
  });

  test("401, 403, 404 in this order", async () => {
    const reader = await seedKey(t, acme.organizationId, ["contacts:read"]);
    const stranger = await seedTenant(t, "Other");
    const ask404 = { body: { phone: "2" }, headers: { "If-Match": '"77"' } };
    expect((await ask(t, null, "PATCH", path, ask404)).status).toBe(401);
    expect((await ask(t, reader, "PATCH", path, ask404)).status).toBe(403);
    expect((await ask(t, stranger.apiKey, "PATCH", path, ask404)).status).toBe(404);
  });

  test("409 for another contact's e-mail", async () => {
    await ask(t, acme.apiKey, "POST", "/crm/contacts", { body: { email: "b@example.com" } });
    const answer = await ask(t, acme.apiKey, "PATCH", path, { body: { email: "B@example.com" } });
    expect([answer.status, answer.body.code]).toEqual([409, "CONFLICT"]);
    expect(answer.body.details[0].path).toBe("email");
  });

  test.each(['"2"', 'W/"1"', '"abc"'])("412 for the stale tag %s, before any conflict", async (tag) => {
    await ask(t, acme.apiKey, "POST", "/crm/contacts", { body: { email: "b@example.com" } });
    const options = { body: { email: "b@example.com" }, headers: { "If-Match": tag } };
    const answer = await ask(t, acme.apiKey, "PATCH", path, options);
    expect([answer.status, answer.body.code]).toEqual([412, "VERSION_CONFLICT"]);
  });

  test("413 and 415 as for POST", async () => {
    const large = { body: JSON.stringify({ notes: "x".repeat(600 * 1024) }) };
    expect((await ask(t, acme.apiKey, "PATCH", path, large)).status).toBe(413);
    const text = { body: "{}", headers: { "Content-Type": "text/plain" } };
    expect((await ask(t, acme.apiKey, "PATCH", path, text)).status).toBe(415);
  });
});

describe("DELETE /crm/contacts/{id}", () => {
  test("200 archives, and answers the same on repetition", async () => {
    const first = await ask(t, acme.apiKey, "DELETE", path);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({ success: true, id, archivedAt: expect.any(Number) });
    expect((await ask(t, acme.apiKey, "DELETE", path)).body).toEqual(first.body);
    const list = await ask(t, acme.apiKey, "GET", "/crm/contacts");
    expect(list.body).toMatchObject({ contacts: [], total: 0 });
    expect((await actions()).map((row) => row.action)).toEqual(["created", "archived"]);
  });

  test("400, 401, 403, 404, 412", async () => {
    const reader = await seedKey(t, acme.organizationId, ["contacts:read"]);
    const stranger = await seedTenant(t, "Other");
    expect((await ask(t, acme.apiKey, "DELETE", `${path}?force=1`)).status).toBe(400);
    expect((await ask(t, null, "DELETE", path)).status).toBe(401);
    expect((await ask(t, reader, "DELETE", path)).status).toBe(403);
    expect((await ask(t, stranger.apiKey, "DELETE", path)).status).toBe(404);
    const stale = { headers: { "If-Match": '"5"' } };
    expect((await ask(t, acme.apiKey, "DELETE", path, stale)).status).toBe(412);
  });
});

describe("POST /crm/contacts/{id}/restore", () => {
  test("200 brings an archived contact back into its lists", async () => {
    await ask(t, acme.apiKey, "DELETE", path);
    const answer = await ask(t, acme.apiKey, "POST", `${path}/restore`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ success: true, contact: { id, archivedAt: null, version: 3 } });
    const list = await ask(t, acme.apiKey, "GET", "/crm/contacts?source=event");
    expect(list.body).toMatchObject({ contacts: [{ id }], total: 1 });
  });

  test("400, 401, 403, 404", async () => {
    const reader = await seedKey(t, acme.organizationId, ["contacts:read"]);
    const stranger = await seedTenant(t, "Other");
    expect((await ask(t, acme.apiKey, "POST", "/crm/contacts/x/restore")).status).toBe(400);
    expect((await ask(t, null, "POST", `${path}/restore`)).status).toBe(401);
    expect((await ask(t, reader, "POST", `${path}/restore`)).status).toBe(403);
    expect((await ask(t, stranger.apiKey, "POST", `${path}/restore`)).status).toBe(404);
  });
});
