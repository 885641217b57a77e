import { beforeEach, describe, expect, test } from "vitest";
import { internal } from "../../convex/_generated/api";
import { ask, type Backend, backend, seedKey, seedTenant, type Tenant } from "../setup";

let t: Backend;
let acme: Tenant;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
});

async function create(body: Record<string, unknown>, key = acme.apiKey): Promise<string> {
  const { body: answer } = await ask(t, key, "POST", "/crm/contacts", { body });
  return answer.contactId;
}

async function contactOf(id: string) {
  return (await ask(t, acme.apiKey, "GET", `/crm/contacts/${id}`)).body;
}

describe("POST /crm/contacts", () => {
  const path = "/crm/contacts";

  test("201 for a new e-mail, with what the store then holds", async () => {
    const body = {
      ...{ subtype: "customer", firstName: "John", lastName: "Doe", email: " John.Doe@Example.com " },
      ...{ phone: "+1234567890", company: "Acme Corp", jobTitle: "Developer", source: "API" },
      ...{ sourceRef: "website-form", tags: ["a", "b", "a"], notes: "first\nsecond" },
      customFields: { skillLevel: "senior", nested: { list: [1, null, true] } },
    };
    const created = await ask(t, acme.apiKey, "POST", path, { body });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      success: true,
      contactId: expect.any(String),
      crmOrganizationId: null,
      isNewContact: true,
      message: "Contact created successfully",
    });
    expect(await contactOf(created.body.contactId)).toMatchObject({
      ...body,
      ...{ id: created.body.contactId, organizationId: acme.organizationId, type: "crm_contact" },
      ...{ email: "john.doe@example.com", name: "John Doe", source: "api", tags: ["a", "b"] },
      ...{ status: "active", version: 1, archivedAt: null, description: null, crmOrganizationId: null },
    });
  });

  test("201 with the defaults of the contract", async () => {
    const contact = await contactOf(await create({ email: "a@example.com" }));
    expect(contact).toMatchObject({
      subtype: "lead",
      status: "active",
      source: "api",
      name: "a@example.com",
    });
    expect(contact).toMatchObject({ tags: [], customFields: {}, phone: null });
  });

  test("200 for a known e-mail: given fields overwrite, omitted ones stay, archived ones come back", async () => {
    const first = { email: "a@example.com", firstName: "Ann", phone: "1", tags: ["x"] };
    const id = await create(first);
    await ask(t, acme.apiKey, "DELETE", `${path}/${id}`);
    const again = await ask(t, acme.apiKey, "POST", path, {
      body: { email: "A@EXAMPLE.com", phone: "2", subtype: "prospect" },
    });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ contactId: id, isNewContact: false, success: true });
    const contact = await contactOf(id);
    expect(contact).toMatchObject({ firstName: "Ann", phone: "2", tags: ["x"], archivedAt: null });
    expect(contact).toMatchObject({ subtype: "prospect", source: "api" });
  });

  test("201 links the company of organizationInfo, found by tax id, else by name, never overwritten", async () => {
    const info = { name: "Wayne  Enterprises", taxId: "US-1", website: "https://wayne.example" };
    const [one, two, three, four] = await Promise.all(
      [
        info,
        { name: "Other", taxId: "US-1" },
        { name: " wayne enterprises" },
        { name: "Wayne Enterprises", taxId: "US-2" },
      ].map(async (organizationInfo, index) => {
        const body = { email: `${index}@example.com`, organizationInfo };
        return (await ask(t, acme.apiKey, "POST", path, { body })).body.crmOrganizationId;
      }),
    );
    expect(one).toEqual(expect.any(String));
    expect([two, three]).toEqual([one, one]);
    expect(four).not.toBe(one);
    const kept = await t.run((ctx) => ctx.db.get("objects", one));
    expect(kept).toMatchObject({ name: "Wayne  Enterprises", version: 1 });
    const links = await t.run((ctx) => ctx.db.query("objectLinks").take(10));
    expect(links.map((link) => link.toId)).toEqual([one, one, one, four]);
  });

  test("201 keeps emoji, right-to-left text and 50,000 characters", async () => {
    const body = {
      email: "müller@exämple.de",
      firstName: "👩🏽‍💻",
      lastName: "مرحبا",
      notes: "ü".repeat(50_000),
    };
    const contact = await contactOf(await create(body));
    expect(contact).toMatchObject({ ...body, name: "👩🏽‍💻 مرحبا" });
  });

  test.each([
    ["an unknown field", { emial: "x", email: "a@example.com" }, "emial", 'Did you mean "email"?'],
    ["a computed field", { email: "a@example.com", name: "x" }, "name", "Unknown field"],
    ["a foreign field", { email: "a@example.com", organizationId: "x" }, "organizationId", "Unknown field"],
    ["no e-mail", { firstName: "x" }, "email", "Invalid input"],
    ["an e-mail that is none", { email: "x" }, "email", "must be an e-mail address"],
    ["a wrong type", { email: 7 }, "email", "Invalid input"],
    ["a wrong subtype", { email: "a@example.com", subtype: "boss" }, "subtype", "Invalid option"],
    ["a NUL", { email: "a@example.com", firstName: "a\u0000b" }, "firstName", "control characters"],
    ["half a surrogate pair", { email: "a@example.com", notes: "\ud83d" }, "notes", "broken Unicode"],
    [
      "too many tags",
      { email: "a@example.com", tags: Array.from({ length: 51 }, String) },
      "tags",
      "Too big",
    ],
    ["a long tag", { email: "a@example.com", tags: ["x".repeat(101)] }, "tags.0", "at most 100"],
    ["a long name", { email: "a@example.com", firstName: "x".repeat(501) }, "firstName", "at most 500"],
    ["a long text", { email: "a@example.com", notes: "x".repeat(50_001) }, "notes", "at most 50000"],
    [
      "a script as a link",
      { email: "a@example.com", organizationInfo: { name: "x", website: "javascript:alert(1)" } },
      "organizationInfo.website",
      "http",
    ],
    [
      "a nested unknown field",
      { email: "a@example.com", organizationInfo: { name: "x", adress: {} } },
      "organizationInfo.adress",
      "address",
    ],
    [
      "a field name that cannot be kept",
      { email: "a@example.com", customFields: { $where: 1 } },
      "customFields",
      "begin with a letter",
    ],
    [
      "endless nesting",
      { email: "a@example.com", customFields: { a: nested(40) } },
      "customFields",
      "nested deeper",
    ],
    [
      "a company that is none",
      { email: "a@example.com", crmOrganizationId: "j".repeat(32) },
      "crmOrganizationId",
      "no such",
    ],
  ])("400 for %s", async (_case, body, field, message) => {
    const { status, body: answer } = await ask(t, acme.apiKey, "POST", path, { body });
    expect(status).toBe(400);
    expect(answer).toMatchObject({ code: "INVALID_REQUEST", requestId: expect.any(String) });
    expect(answer.details).toContainEqual({ path: field, message: expect.stringContaining(message) });
  });

  test.each([
    ["malformed JSON", '{"email":'],
    ["no object", '"text"'],
    ["null", "null"],
    ["a list", "[]"],
    ["nothing", ""],
    ["a field that would vanish", '{"email":"a@example.com","customFields":{"__proto__":1}}'],
    ["deeply nested JSON", "[".repeat(100_000)],
  ])("400 for %s", async (_case, body) => {
    const { status, body: answer } = await ask(t, acme.apiKey, "POST", path, { body });
    expect([status, answer.code]).toEqual([400, "INVALID_REQUEST"]);
    expect(answer.details).toHaveLength(1);
  });

  test("400 for an object that is larger than 128 KiB altogether", async () => {
    const customFields = Object.fromEntries(["a", "b", "c"].map((name) => [name, "x".repeat(45_000)]));
    const body = { email: "a@example.com", customFields };
    const { status, body: answer } = await ask(t, acme.apiKey, "POST", path, { body });
    expect([status, answer.error]).toEqual([400, "An object may be at most 128 KiB."]);
  });

  test("400 from the operation rolls back the company it made, and nothing around it", async () => {
    const customFields = Object.fromEntries(["a", "b", "c"].map((name) => [name, "x".repeat(45_000)]));
    const body = { email: "a@example.com", customFields, organizationInfo: { name: "New" } };
    expect((await ask(t, acme.apiKey, "POST", path, { body })).status).toBe(400);
    for (const table of ["objects", "events", "objectActions", "listNodes", "objectSearch"] as const) {
      expect(await t.run((ctx) => ctx.db.query(table).take(5))).toEqual([]);
    }
    const key = await t.run((ctx) => ctx.db.query("apiKeys").first());
    expect(key?.lastUsedAt).toEqual(expect.any(Number));
  });

  test("401 for every unusable credential, in the same words, whatever the body is", async () => {
    const revoked = await t.mutation(internal.apiKeys.create, {
      ...{ organizationId: acme.organizationId, name: "Old", scopes: ["*"] },
    });
    await t.mutation(internal.apiKeys.revoke, { keyId: revoked.keyId });
    const mistyped = `${acme.apiKey.slice(0, -1)}${acme.apiKey.endsWith("a") ? "b" : "a"}`;
    for (const key of [null, "x", revoked.secret, mistyped, `ghk_live_${"0".repeat(38)}`]) {
      const { status, body } = await ask(t, key, "POST", path, { body: { wrong: 1 } });
      expect(status).toBe(401);
      const { requestId, ...rest } = body;
      expect(requestId).toEqual(expect.any(String));
      expect(rest).toEqual({ code: "UNAUTHORIZED", error: "A valid credential is required.", details: [] });
    }
  });

  test("403 without the scope, before the body is judged", async () => {
    const key = await seedKey(t, acme.organizationId, ["contacts:read"]);
    const { status, body } = await ask(t, key, "POST", path, { body: { wrong: 1 } });
    expect([status, body.code]).toEqual([403, "FORBIDDEN"]);
    expect(body.details).toEqual([]);
  });

  test("413 for more than 512 KiB, before anyone is asked who they are", async () => {
    const body = JSON.stringify({ email: "a@example.com", notes: "x".repeat(2 * 1024 * 1024) });
    const { status, body: answer } = await ask(t, null, "POST", path, { body });
    expect([status, answer.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"])(
    "415 for %s, before anyone is asked who they are",
    async (type) => {
      const options = { body: '{"email":"a@example.com"}', headers: { "Content-Type": type } };
      const { status, body } = await ask(t, null, "POST", path, options);
      expect([status, body.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
    },
  );
});

describe("GET /crm/contacts/{id}", () => {
  test("200 with an ETag, for archived contacts too", async () => {
    const id = await create({ email: "a@example.com" });
    const first = await ask(t, acme.apiKey, "GET", `/crm/contacts/${id}`);
    expect([first.status, first.headers.get("ETag")]).toEqual([200, '"1"']);
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${id}`);
    const archived = await ask(t, acme.apiKey, "GET", `/crm/contacts/${id}`);
    expect([archived.status, archived.headers.get("ETag")]).toEqual([200, '"2"']);
    expect(archived.body.archivedAt).toEqual(expect.any(Number));
  });

  test.each(["x", "UPPERCASEUPPERCASEUPPERCASEUPPERC", "a'b", "%00"])("400 for the id %s", async (id) => {
    const { status, body } = await ask(t, acme.apiKey, "GET", `/crm/contacts/${id}`);
    expect([status, body.code]).toEqual([400, "INVALID_REQUEST"]);
    expect(body.details[0].path).toBe("id");
  });

  test("401 without a key, even for an id that is none", async () => {
    expect((await ask(t, null, "GET", "/crm/contacts/x")).status).toBe(401);
  });

  test("404 hides another tenant's contact, and one of another type", async () => {
    const other = await seedTenant(t, "Other");
    const foreign = await create({ email: "a@example.com" }, other.apiKey);
    const { body } = await ask(t, acme.apiKey, "POST", "/crm/contacts", {
      body: { email: "b@example.com", organizationInfo: { name: "Company" } },
    });
    for (const id of [foreign, body.crmOrganizationId, "j".repeat(32)]) {
      const answer = await ask(t, acme.apiKey, "GET", `/crm/contacts/${id}`);
      expect([answer.status, answer.body.code]).toEqual([404, "NOT_FOUND"]);
    }
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}
