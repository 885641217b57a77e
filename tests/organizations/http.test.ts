import { beforeEach, describe, expect, test } from "vitest";
import { originAllowed } from "../../convex/lib/organizations";
import { ask, type Backend, backend, seedKey, seedTenant, type Tenant } from "../setup";

let t: Backend;
let acme: Tenant;
let key: string;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  key = await seedKey(t, acme.organizationId, ["organization:read", "organization:write"]);
});

function change(body: unknown, headers: Record<string, string> = {}) {
  return ask(t, key, "PATCH", "/organization", { body, headers });
}

describe("GET /organization", () => {
  test("200 with the settings of the key's own organization and their version", async () => {
    const { status, body, headers } = await ask(t, key, "GET", "/organization");
    expect([status, headers.get("ETag")]).toEqual([200, '"1"']);
    expect(body).toEqual({
      ...{ id: acme.organizationId, name: "Acme", locale: "en", timeZone: "Europe/Berlin", currency: "EUR" },
      ...{ address: null, taxId: null, allowedOrigins: [], version: 1 },
      ...{ createdAt: expect.any(Number), updatedAt: expect.any(Number) },
    });
  });

  test("400 for a query, 401 without a key, 403 without the scope", async () => {
    expect((await ask(t, key, "GET", "/organization?id=1")).status).toBe(400);
    expect((await ask(t, null, "GET", "/organization")).status).toBe(401);
    const { status, body } = await ask(t, acme.apiKey, "GET", "/organization");
    expect([status, body.error]).toEqual([403, "This API key lacks the scope organization:read."]);
  });
});

describe("PATCH /organization", () => {
  test("200 with what was changed, in force at once", async () => {
    const origin = "https://portal.acme.example";
    const { status, body, headers } = await change({ taxId: "DE1", allowedOrigins: [`${origin}/`] });
    expect([status, headers.get("ETag")]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ success: true, organization: { taxId: "DE1", allowedOrigins: [origin] } });
    expect((await ask(t, key, "GET", "/organization")).body).toEqual(body.organization);
    expect(await t.run((ctx) => originAllowed(ctx, origin, acme.organizationId))).toBe(true);
    const seen = await ask(t, key, "GET", "/organization", { headers: { Origin: origin } });
    expect(seen.headers.get("Access-Control-Allow-Origin")).toBe(origin);
  });

  test("200 for null, which clears, and for nothing, which changes nothing", async () => {
    await change({ taxId: "DE1" });
    expect((await change({ taxId: null })).body.organization).toMatchObject({ taxId: null, version: 3 });
    expect((await change({})).body.organization).toMatchObject({ version: 3 });
  });

  test("leaves an audit entry with the request's id and the key", async () => {
    await change({ name: "Acme Ltd" }, { "X-Request-Id": "call-1" });
    const [entry] = await t.run((ctx) => ctx.db.query("objectActions").take(1));
    expect(entry).toMatchObject({
      ...{ objectType: "organization", action: "updated", requestId: "call-1", actor: { kind: "apiKey" } },
      changes: { name: { before: "Acme", after: "Acme Ltd" } },
    });
  });

  test.each([
    [{ timeZone: "Mars/Olympus" }, "timeZone"],
    [{ currency: "euro" }, "currency"],
    [{ locale: "" }, "locale"],
    [{ name: null }, "name"],
    [{ allowedOrigins: ["*"] }, "allowedOrigins.0"],
    [{ allowedOrigins: ["http://portal.example"] }, "allowedOrigins.0"],
    [{ nme: "Acme" }, "nme"],
    [{ version: 7 }, "version"],
    [{ id: "x" }, "id"],
    [[], ""],
  ])("400 for %j", async (body, path) => {
    const answer = await change(body);
    expect([answer.status, answer.body.code, answer.body.details[0].path]).toEqual([
      400,
      "INVALID_REQUEST",
      path,
    ]);
    expect((await ask(t, key, "GET", "/organization")).headers.get("ETag")).toBe('"1"');
  });

  test("401 without a key, 403 without the scope, 415 for what is not JSON", async () => {
    const body = { name: "Mine" };
    expect((await ask(t, null, "PATCH", "/organization", { body })).status).toBe(401);
    const reader = await seedKey(t, acme.organizationId, ["organization:read"]);
    expect((await ask(t, reader, "PATCH", "/organization", { body })).status).toBe(403);
    expect((await change("name=Mine", { "Content-Type": "text/plain" })).status).toBe(415);
  });

  test("409 for an idempotency key that was used for another change", async () => {
    const headers = { "Idempotency-Key": "one" };
    const first = await change({ name: "First" }, headers);
    const again = await change({ name: "First" }, headers);
    expect([again.body, again.headers.get("Idempotency-Replayed")]).toEqual([first.body, "true"]);
    expect((await change({ name: "Second" }, headers)).body.code).toBe("IDEMPOTENCY_CONFLICT");
  });

  test("412 for a stale version", async () => {
    expect((await change({ name: "First" }, { "If-Match": '"1"' })).status).toBe(200);
    expect((await change({ name: "Second" }, { "If-Match": '"1"' })).body.code).toBe("VERSION_CONFLICT");
    expect((await change({ name: "Third" }, { "If-Match": "*" })).status).toBe(200);
  });

  test("cannot reach another organization", async () => {
    const rival = await seedTenant(t, "Rival");
    const stranger = await seedKey(t, rival.organizationId, ["*"]);
    await ask(t, stranger, "PATCH", "/organization", { body: { name: "Changed" } });
    expect((await ask(t, key, "GET", "/organization")).body.name).toBe("Acme");
  });
});
