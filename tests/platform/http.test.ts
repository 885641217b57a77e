import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../../convex/_generated/api";
import { endpoints } from "../../convex/api/v1/app";
import { readOperation, writeOperation } from "../../convex/lib/apiOperations";
import { isWrite } from "../../lib/api/route";
import { permissionOf } from "../../lib/permissions/operations";
import { version } from "../../package.json";
import { ask, type Backend, backend, seedTenant } from "../setup";

let t: Backend;

beforeEach(() => {
  t = backend();
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("GET /health", () => {
  test("200 for anyone, with the version", async () => {
    const { status, body } = await ask(t, null, "GET", "/health");
    expect([status, body]).toEqual([200, { status: "ok", version }]);
  });

  test("400 for a query", async () => {
    expect((await ask(t, null, "GET", "/health?x=1")).status).toBe(400);
  });
});

describe("every route", () => {
  test("has an operation behind it and a name of its own", () => {
    const names = endpoints.map((endpoint) => endpoint.route.operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const { kind, route } of endpoints) {
      if (kind === "operation") {
        const find = isWrite(route) ? writeOperation : readOperation;
        expect(() => find(route.operationId)).not.toThrow();
        expect(permissionOf[route.operationId]).toMatch(isWrite(route) ? /:(write|sync)$/ : /:read$/);
      }
    }
  });

  test.each(["/", "/nothing", "/crm/contacts/", "/crm", "/crm/contacts/a/b/c", "/../x"])(
    "404 for %s",
    async (path) => {
      const { status, body } = await ask(t, null, "GET", path);
      expect([status, body.code, body.details]).toEqual([404, "NOT_FOUND", []]);
    },
  );

  test("404 in JSON outside of the API as well", async () => {
    const response = await t.fetch("/favicon.ico", { method: "GET" });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, "NOT_FOUND"]);
  });

  test.each([
    ["PUT", "/crm/contacts", "GET, POST, OPTIONS"],
    ["DELETE", "/crm/contacts", "GET, POST, OPTIONS"],
    ["POST", `/crm/contacts/${"a".repeat(32)}`, "GET, PATCH, DELETE, OPTIONS"],
    ["GET", `/crm/contacts/${"a".repeat(32)}/restore`, "POST, OPTIONS"],
    ["GET", "/crm/contacts/from-event", "POST, OPTIONS"],
    ["PUT", "/crm/contacts/from-event", "POST, OPTIONS"],
    ["POST", "/crm/organizations/from-event", "GET, PATCH, DELETE, OPTIONS"],
    ["DELETE", `/crm/organizations/${"a".repeat(32)}/contacts`, "GET, OPTIONS"],
    ["POST", "/health", "GET, OPTIONS"],
  ])("405 for %s %s, with what is allowed", async (method, path, allowed) => {
    const answer = await ask(t, null, method, path);
    expect([answer.status, answer.body.code]).toEqual([405, "METHOD_NOT_ALLOWED"]);
    expect(answer.headers.get("Allow")).toBe(allowed);
  });

  test("500 tells and logs the request id, and nothing of the cause", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const acme = await seedTenant(t);
    const { body } = await ask(t, acme.apiKey, "POST", "/crm/contacts", { body: { email: "a@example.com" } });
    await t.run((ctx) => ctx.db.patch("objects", body.contactId, { customProperties: { broken: "secret" } }));
    const answer = await ask(t, acme.apiKey, "GET", `/crm/contacts/${body.contactId}`, {
      headers: { "X-Request-Id": "call-9" },
    });
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      error: "Something went wrong on our side.",
      code: "INTERNAL_ERROR",
      details: [],
      requestId: "call-9",
    });
    expect(logged).toHaveBeenCalledWith(expect.stringContaining("call-9"));
    expect(JSON.stringify(logged.mock.calls)).not.toContain("secret");
  });
});

describe("every answer", () => {
  test.each([
    ["call-1.a_B", "call-1.a_B"],
    ["with space", null],
    ["x".repeat(65), null],
  ])("echoes a fit request id: %s", async (given, echoed) => {
    const { headers } = await ask(t, null, "GET", "/health", { headers: { "X-Request-Id": given } });
    const id = headers.get("X-Request-Id");
    expect(echoed === null ? /^[0-9a-f-]{36}$/.test(id ?? "") : id === echoed).toBe(true);
  });

  test("forbids caching and sniffing, the error ones too", async () => {
    for (const path of ["/health", "/nothing", "/crm/contacts"]) {
      const { headers } = await ask(t, null, "GET", path);
      expect(headers.get("Cache-Control")).toBe("no-store");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Content-Type")).toMatch(/^application\/json/);
    }
  });
});

describe("OPTIONS and origins", () => {
  test("204 with leave for an allowed origin only", async () => {
    vi.stubEnv("ALLOWED_ORIGINS", "https://portal.example, http://localhost:3000");
    const preflight = (origin: string) =>
      t.fetch("/api/v1/crm/contacts", { method: "OPTIONS", headers: { Origin: origin } });
    const allowed = await preflight("http://localhost:3000");
    expect(allowed.status).toBe(204);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      "access-control-allow-origin": "http://localhost:3000",
      "access-control-allow-methods": "GET, POST, PATCH, DELETE, OPTIONS",
      "access-control-allow-headers": "Content-Type, Authorization, Idempotency-Key, If-Match, X-Request-Id",
      "access-control-max-age": "86400",
      vary: "Origin",
    });
    for (const origin of ["https://evil.example", "https://portal.example.evil.example", "null"]) {
      expect((await preflight(origin)).headers.get("Access-Control-Allow-Origin")).toBeNull();
    }
  });

  test("never *, and nobody when nothing is configured", async () => {
    const ask204 = () =>
      t.fetch("/api/v1/health", { method: "GET", headers: { Origin: "https://a.example" } });
    expect((await ask204()).headers.get("Access-Control-Allow-Origin")).toBeNull();
    vi.stubEnv("ALLOWED_ORIGINS", "*");
    expect((await ask204()).headers.get("Access-Control-Allow-Origin")).toBeNull();
    vi.stubEnv("ALLOWED_ORIGINS", "https://a.example");
    const { headers } = await ask204();
    expect(headers.get("Access-Control-Allow-Origin")).toBe("https://a.example");
    expect(headers.get("Access-Control-Expose-Headers")).toContain("ETag");
  });
});

test("lastUsedAt of a key is noted at most once a minute", async () => {
  const acme = await seedTenant(t);
  const used = async () => {
    const keys = await t.query(internal.apiKeys.list, { organizationId: acme.organizationId });
    return keys.map((key) => key.lastUsedAt);
  };
  expect(await used()).toEqual([null]);
  await ask(t, acme.apiKey, "GET", "/crm/contacts");
  const first = await used();
  expect(first).toEqual([expect.any(Number)]);
  await ask(t, acme.apiKey, "GET", "/crm/contacts");
  expect(await used()).toEqual(first);
});
