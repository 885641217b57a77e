import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { endpoints } from "../../convex/api/v1/app";
import { takeToken } from "../../convex/lib/rateLimits";
import { scopes } from "../../lib/permissions/matrix";
import { ask, type Backend, backend, seedKey, seedTenant } from "../setup";
import { apiDocument } from "../support/openApiCheck";
import { addContact, type PortalTenant, seedPortal, sync } from "../support/portal";

vi.mock(import("../../convex/lib/rateLimits"), async (original) => {
  const actual = await original();
  return { ...actual, takeToken: vi.fn(actual.takeToken) };
});

/** What holds for every route that needs a credential, those included that nobody has written yet. */
const document = apiDocument();
const cases = endpoints
  .filter(({ kind }) => kind === "operation")
  .map(({ route: { method, path, operationId } }) => {
    const operation = document.paths[path]?.[method];
    const example = operation?.requestBody?.content["application/json"]?.examples["plain"];
    const body = (example as { value: unknown } | undefined)?.value;
    const needed = operation?.security.flatMap(({ apiKey = [] }) => apiKey) ?? [];
    const isForSessions = operation?.security.some((scheme) => "session" in scheme) ?? false;
    const isBound = operation?.responses["412"] !== undefined;
    return { isBound, name: operationId, method: method.toUpperCase(), path, body, needed, isForSessions };
  });
type Case = (typeof cases)[number];
const all = cases.map((each): [string, Case] => [`${each.method} ${each.path}`, each]);
const withId = all.filter(([, { path }]) => path.includes("{id}"));
const bound = withId.filter(([, { isBound }]) => isBound);
const writes = all.filter(([, { method }]) => method !== "GET");

const NO_ID = "a".repeat(32);

let t: Backend;
let acme: PortalTenant;
let key: string;
let session: string;

beforeEach(async () => {
  t = backend();
  acme = await seedPortal(t);
  key = await seedKey(t, acme.organizationId, ["*"]);
  session = (await sync(t, acme)).body.sessionToken;
});

afterEach(() => void vi.restoreAllMocks());

async function send(
  { method, path, body }: Case,
  credential: string | null,
  { id = NO_ID, query = "", ...options }: { id?: string; query?: string } & Parameters<typeof ask>[4] = {},
) {
  const sent = body === undefined ? {} : { body };
  return await ask(t, credential, method, path.replace("{id}", id) + query, { ...sent, ...options });
}

/** A credential that may use the route. */
function fitting({ needed }: Case): string {
  return needed.length > 0 ? key : session;
}

describe("every route", () => {
  test.each(all)("401 without a valid credential: %s", async (_route, each) => {
    const unknown = `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`;
    for (const credential of [null, unknown, "ghs_x"]) {
      expect((await send(each, credential)).body.code).toBe("UNAUTHORIZED");
    }
  });

  test.each(all)("403 with a credential that may something else: %s", async (_route, each) => {
    const other = scopes.filter((scope) => scope !== "*" && !each.needed.includes(scope));
    const keys = each.needed.length > 0 ? [await seedKey(t, acme.organizationId, other)] : [key];
    for (const credential of [...keys, ...(each.isForSessions ? [] : [session])]) {
      expect((await send(each, credential)).body.code).toBe("FORBIDDEN");
    }
  });

  test.each(all)("400 for a query parameter that does not exist: %s", async (_route, each) => {
    const { status, body } = await send(each, fitting(each), { query: "?nothing=1" });
    expect([status, body.details[0].path]).toEqual([400, "nothing"]);
  });

  test.each(withId)("400 for an id that is none: %s", async (_route, each) => {
    const { status, body } = await send(each, fitting(each), { id: "x" });
    expect([status, body.details[0].path]).toEqual([400, "id"]);
  });

  test.each(withId)(
    "404 for what does not exist, and for what is another organization's: %s",
    async (_route, each) => {
      const globex = await seedTenant(t, "Globex");
      const theirs = { email: "ada@globex.example", organizationInfo: { name: "Globex" } };
      const { body } = await ask(t, globex.apiKey, "POST", "/crm/contacts", { body: theirs });
      const before = await t.run((ctx) => ctx.db.query("objects").take(100));
      for (const id of [NO_ID, body.contactId, body.crmOrganizationId]) {
        expect((await send(each, fitting(each), { id })).body.code).toBe("NOT_FOUND");
      }
      expect(await t.run((ctx) => ctx.db.query("objects").take(100))).toEqual(before);
    },
  );

  test.each(bound)("412 for a version that is not the current one: %s", async (_route, each) => {
    const { contactId, crmOrganizationId } = await addContact(t, acme, {
      organizationInfo: { name: "Engines" },
    });
    const headers = { "If-Match": '"7"' };
    const statuses = await Promise.all(
      [contactId, crmOrganizationId].map(async (id) => (await send(each, key, { id, headers })).status),
    );
    // What is not of the route's type does not exist for it.
    expect(statuses).toContain(412);
    expect(statuses.filter((status) => status !== 412 && status !== 404)).toEqual([]);
  });

  test.each(writes)("409 for the idempotency key of another request: %s", async (_route, each) => {
    const headers = { "Idempotency-Key": "one" };
    await send(each, fitting(each), { headers, query: "?nothing=1" });
    expect((await send(each, fitting(each), { headers })).body.code).toBe("IDEMPOTENCY_CONFLICT");
  });

  test.each(writes)("413 for more than 512 KiB: %s", async (_route, each) => {
    expect((await send(each, null, { body: "x".repeat(512 * 1024 + 1) })).status).toBe(413);
  });

  test.each(writes)("415 for a body that is not JSON: %s", async (_route, each) => {
    const headers = { "Content-Type": "text/plain" };
    expect((await send(each, null, { headers, body: "{}" })).status).toBe(415);
  });

  test.each(all)("429 when the minute's requests are used up: %s", async (_route, each) => {
    vi.mocked(takeToken).mockResolvedValueOnce({
      ...{ ok: false, limit: 100, remaining: 0, resetAt: Math.ceil(Date.now() / 60_000) * 60_000 },
    });
    const { status, headers } = await send(each, fitting(each));
    expect([status, headers.get("X-RateLimit-Remaining")]).toEqual([429, "0"]);
  });

  test.each(all)("500 tells nothing of what broke: %s", async (_route, each) => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.mocked(takeToken).mockRejectedValueOnce(new Error("the inner cause"));
    const { status, body } = await send(each, fitting(each));
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain("inner");
  });
});
