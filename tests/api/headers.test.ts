import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../../convex/_generated/api";
import { type ApiResponse, ask, type Backend, backend, seedKey, seedTenant, type Tenant } from "../setup";

const path = "/crm/contacts";
const MISSING = "j".repeat(32);
const ORIGIN = "https://portal.example";
const NOW = 1_800_000_000_000;

let t: Backend;
let acme: Tenant;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  t = backend();
  acme = await seedTenant(t, "Acme");
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

async function contactNamed(email: string): Promise<string> {
  return (await ask(t, acme.apiKey, "POST", path, { body: { email } })).body.contactId;
}

/** A key whose one request of this minute is spent already. */
async function spentKey(): Promise<string> {
  const { organizationId } = acme;
  const { secret } = await t.mutation(internal.apiKeys.create, {
    ...{ organizationId, name: "Spent", scopes: ["*"], limitPerMinute: 1 },
  });
  await ask(t, secret, "GET", path);
  return secret;
}

describe("the headers of every answer", () => {
  const limits = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];
  const exposed =
    "X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, ETag, Idempotency-Replayed, Retry-After";

  type Case = [status: number, send: () => Promise<ApiResponse>, own: string[]];
  const headers = { Origin: ORIGIN, "X-Request-Id": "call.7_a-B" };
  const cases: Record<string, Case> = {
    "200 of a route for anyone": [200, () => ask(t, null, "GET", "/health", { headers }), []],
    "200 of a list": [200, () => ask(t, acme.apiKey, "GET", path, { headers }), limits],
    "200 of an object": [
      200,
      async () => ask(t, acme.apiKey, "GET", `${path}/${await contactNamed("a@example.com")}`, { headers }),
      [...limits, "etag"],
    ],
    "201": [
      201,
      () => ask(t, acme.apiKey, "POST", path, { body: { email: "a@example.com" }, headers }),
      limits,
    ],
    "400": [400, () => ask(t, acme.apiKey, "POST", path, { body: {}, headers }), limits],
    "401": [401, () => ask(t, null, "GET", path, { headers }), ["www-authenticate"]],
    "403": [
      403,
      async () => ask(t, await seedKey(t, acme.organizationId, ["objects:read"]), "GET", path, { headers }),
      limits,
    ],
    "404 of an object": [404, () => ask(t, acme.apiKey, "GET", `${path}/${MISSING}`, { headers }), limits],
    "404 of a route": [404, () => ask(t, acme.apiKey, "GET", "/nothing", { headers }), []],
    "405": [405, () => ask(t, acme.apiKey, "PUT", path, { body: {}, headers }), ["allow"]],
    "413": [
      413,
      () =>
        ask(t, acme.apiKey, "POST", path, {
          body: JSON.stringify({ notes: "x".repeat(600 * 1024) }),
          headers,
        }),
      [],
    ],
    "415": [
      415,
      () =>
        ask(t, acme.apiKey, "POST", path, {
          body: "{}",
          headers: { ...headers, "Content-Type": "text/plain" },
        }),
      [],
    ],
    "429": [429, async () => ask(t, await spentKey(), "GET", path, { headers }), [...limits, "retry-after"]],
    "500": [500, () => fault(), []],
  };

  async function fault(): Promise<ApiResponse> {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const id = await contactNamed("a@example.com");
    const object = await t.run((ctx) => ctx.db.query("objects").first());
    const customProperties = { broken: 1 };
    await t.run((ctx) =>
      ctx.db.patch("objects", object?._id ?? expect.fail("No object"), { customProperties }),
    );
    return await ask(t, acme.apiKey, "PATCH", `${path}/${id}`, { body: { phone: "1" }, headers });
  }

  test.each(Object.entries(cases))("%s", async (_name, [status, send, own]) => {
    vi.stubEnv("ALLOWED_ORIGINS", ORIGIN);
    const answer = await send();
    expect(answer.status).toBe(status);
    const { vary, ...sent } = Object.fromEntries(answer.headers);
    expect(vary).toContain("Origin");
    expect(sent).toEqual({
      "content-type": "application/json; charset=utf-8",
      "x-request-id": "call.7_a-B",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": ORIGIN,
      "access-control-expose-headers": exposed,
      ...Object.fromEntries(own.map((name) => [name, expect.any(String)])),
    });
    if (status >= 400) {
      const { error, code, details, requestId, ...rest } = answer.body;
      expect([error, code, requestId]).toEqual([expect.any(String), expect.any(String), "call.7_a-B"]);
      expect(Array.isArray(details)).toBe(true);
      expect(Object.keys(rest).sort()).toEqual(status === 429 ? ["message", "retryAfter"] : []);
    }
  });

  test("429 tells the seconds to the window's end in header and body", async () => {
    const secret = await spentKey();
    vi.setSystemTime(NOW + 17_001);
    const answer = await ask(t, secret, "GET", path);
    expect(answer.headers.get("Retry-After")).toBe("43");
    expect(answer.body.retryAfter).toBe(43);
    expect(answer.headers.get("X-RateLimit-Reset")).toBe(String(NOW / 1000 + 60));
    expect(answer.body.message).toBe(answer.body.error);
  });

  test("401 asks for a bearer token", async () => {
    expect((await ask(t, "x", "GET", path)).headers.get("WWW-Authenticate")).toBe("Bearer");
  });
});
