import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ask, type Backend, backend, seedTenant, type Tenant } from "../setup";

const ACME_PAGE = "https://portal.acme.example";

let t: Backend;
let acme: Tenant;
let other: Tenant;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
  other = await seedTenant(t, "Other");
  const { organizationId } = acme;
  await t.run((ctx) => ctx.db.insert("organizationOrigins", { organizationId, origin: ACME_PAGE }));
});

afterEach(() => vi.unstubAllEnvs());

async function leave(key: string | null, origin: string, path = "/crm/contacts", method = "GET") {
  const { headers } = await ask(t, key, method, path, { headers: { Origin: origin } });
  expect(headers.get("Vary")).toBe("Origin");
  return headers.get("Access-Control-Allow-Origin");
}

describe("origins that an organization allows", () => {
  test("may read its answers, the refused ones too, and not those of others", async () => {
    expect(await leave(acme.apiKey, ACME_PAGE)).toBe(ACME_PAGE);
    expect(await leave(acme.apiKey, ACME_PAGE, "/crm/contacts?limit=0")).toBe(ACME_PAGE);
    expect(await leave(acme.apiKey, ACME_PAGE, `/crm/contacts/${"a".repeat(32)}`, "DELETE")).toBe(ACME_PAGE);
    expect(await leave(other.apiKey, ACME_PAGE)).toBeNull();
  });

  test("may ask beforehand, and may read that they gave no valid credential or no such route", async () => {
    const preflight = await t.fetch("/api/v1/crm/contacts", {
      method: "OPTIONS",
      headers: { Origin: ACME_PAGE },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("Access-Control-Allow-Origin")).toBe(ACME_PAGE);
    expect(await leave(null, ACME_PAGE)).toBe(ACME_PAGE);
    expect(await leave(null, ACME_PAGE, "/nothing")).toBe(ACME_PAGE);
    expect(await leave(null, ACME_PAGE, "/health")).toBe(ACME_PAGE);
  });

  test("are matched whole: scheme, host and port", async () => {
    for (const origin of [
      "http://portal.acme.example",
      `${ACME_PAGE}:444`,
      `${ACME_PAGE}.evil.example`,
      "null",
    ]) {
      expect(await leave(acme.apiKey, origin)).toBeNull();
      expect(await leave(null, origin)).toBeNull();
    }
  });

  test("do not matter to origins that the operator trusts", async () => {
    vi.stubEnv("ALLOWED_ORIGINS", "https://console.example");
    expect(await leave(acme.apiKey, "https://console.example")).toBe("https://console.example");
    expect(await leave(other.apiKey, "https://console.example")).toBe("https://console.example");
  });
});
