import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../../convex/_generated/api";
import { ask, type Backend, backend, seedKey, seedTenant, type Tenant } from "../setup";

interface Case {
  route: string;
  path: () => string;
  /** Of a request that succeeds; null for reads. */
  body: Record<string, unknown> | null | undefined;
  /** With `If-Match`. */
  bound?: boolean;
}

let t: Backend;
let acme: Tenant;
let contactId: string;
let organizationId: string;

const contact = (rest = "") => `/crm/contacts/${contactId}${rest}`;
const organization = (rest = "") => `/crm/organizations/${organizationId}${rest}`;
const attendee = { eventId: "e", attendeeInfo: { email: "new@example.com" } };

/** Every route of the CRM. What all of them answer alike is proved here, what each answers by itself beside. */
const routes: Case[] = [
  { route: "POST /crm/contacts", path: () => "/crm/contacts", body: { email: "new@example.com" } },
  { route: "POST /crm/contacts/from-event", path: () => "/crm/contacts/from-event", body: attendee },
  { route: "GET /crm/contacts", path: () => "/crm/contacts", body: null },
  { route: "GET /crm/contacts/{id}", path: contact, body: null },
  { route: "PATCH /crm/contacts/{id}", path: contact, body: { phone: "2" }, bound: true },
  { route: "DELETE /crm/contacts/{id}", path: contact, body: undefined, bound: true },
  { route: "POST /crm/contacts/{id}/restore", path: () => contact("/restore"), body: undefined },
  { route: "POST /crm/organizations", path: () => "/crm/organizations", body: { name: "New" } },
  { route: "GET /crm/organizations", path: () => "/crm/organizations", body: null },
  { route: "GET /crm/organizations/{id}", path: organization, body: null },
  { route: "GET /crm/organizations/{id}/contacts", path: () => organization("/contacts"), body: null },
  { route: "PATCH /crm/organizations/{id}", path: organization, body: { phone: "2" }, bound: true },
  { route: "DELETE /crm/organizations/{id}", path: organization, body: undefined, bound: true },
  { route: "POST /crm/organizations/{id}/restore", path: () => organization("/restore"), body: undefined },
];

beforeEach(async () => {
  // A minute must not end between two requests of a test.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
  t = backend();
  acme = await seedTenant(t, "Acme");
  const body = { email: "known@example.com", organizationInfo: { name: "Company" } };
  const made = await ask(t, acme.apiKey, "POST", "/crm/contacts", { body });
  ({ contactId, crmOrganizationId: organizationId } = made.body);
});

afterEach(() => vi.useRealTimers());

describe.each(routes)("$route", ({ route, path, body, bound = false }) => {
  const [method = ""] = route.split(" ");
  const scope = method === "GET" ? "contacts:read" : "contacts:write";
  const otherScope = method === "GET" ? "contacts:write" : "contacts:read";
  const sent = body === null || body === undefined ? {} : { body };
  const send = (key: string | null, options: Parameters<typeof ask>[4] = sent) =>
    ask(t, key, method, path(), options);
  const isWrite = body !== null;

  test("2xx with its scope alone", async () => {
    const { status } = await send(await seedKey(t, acme.organizationId, [scope]));
    expect(status).toBe(/^POST \/crm\/[a-z]+(\/from-event)?$/.test(route) ? 201 : 200);
  });

  test("400 for a query parameter that it does not know", async () => {
    const answer = await ask(t, acme.apiKey, method, `${path()}?ofset=1`, sent);
    expect([answer.status, answer.body.code]).toEqual([400, "INVALID_REQUEST"]);
    expect(answer.body.details[0].path).toBe("ofset");
  });

  test("401 without a credential, and with one that was revoked", async () => {
    const { keyId, secret } = await t.mutation(internal.apiKeys.create, {
      ...{ organizationId: acme.organizationId, name: "Old", scopes: ["*"] },
    });
    await t.mutation(internal.apiKeys.revoke, { keyId });
    for (const key of [null, secret]) {
      const answer = await send(key);
      expect([answer.status, answer.body.code]).toEqual([401, "UNAUTHORIZED"]);
    }
  });

  test("403 without its scope", async () => {
    const answer = await send(await seedKey(t, acme.organizationId, [otherScope, "portal:sync"]));
    expect([answer.status, answer.body.code]).toEqual([403, "FORBIDDEN"]);
  });

  test("429 when the minute's requests are spent", async () => {
    const { secret } = await t.mutation(internal.apiKeys.create, {
      ...{ organizationId: acme.organizationId, name: "Slow", scopes: ["*"], limitPerMinute: 1 },
    });
    expect((await send(secret)).status).toBeLessThan(300);
    const answer = await send(secret);
    expect([answer.status, answer.body.code]).toEqual([429, "RATE_LIMITED"]);
  });

  if (route.includes("{id}")) {
    test("400 for an id that is none", async () => {
      const wrong = route.replace("{id}", "k57").replace(`${method} `, "");
      const answer = await ask(t, acme.apiKey, method, wrong, sent);
      expect([answer.status, answer.body.code]).toEqual([400, "INVALID_REQUEST"]);
      expect(answer.body.details[0].path).toBe("id");
    });

    test("404 for another organization's, for another type's, and for nobody's", async () => {
      const stranger = await seedTenant(t, "Stranger");
      const answers = [await send(stranger.apiKey)];
      const own = route.includes("/contacts/{id}") ? contactId : organizationId;
      for (const id of [own === contactId ? organizationId : contactId, "j".repeat(32)]) {
        answers.push(await ask(t, acme.apiKey, method, path().replace(own, id), sent));
      }
      for (const { status, body: answer } of answers) {
        expect([status, answer.code, answer.details]).toEqual([404, "NOT_FOUND", []]);
      }
    });
  }

  if (isWrite) {
    test("409 for an idempotency key of another request, and the first answer again for the same", async () => {
      const headers = { "Idempotency-Key": "once" };
      const first = await send(acme.apiKey, { ...sent, headers });
      const again = await send(acme.apiKey, { ...sent, headers });
      expect([again.status, again.body]).toEqual([first.status, first.body]);
      expect(again.headers.get("Idempotency-Replayed")).toBe("true");
      const other = await send(acme.apiKey, { body: `${JSON.stringify(body ?? {})} `, headers });
      expect([other.status, other.body.code]).toEqual([409, "IDEMPOTENCY_CONFLICT"]);
    });

    test("413 for a body over 512 KiB, and 415 for one that is not JSON", async () => {
      const large = await send(null, { body: JSON.stringify({ notes: "x".repeat(512 * 1024) }) });
      expect([large.status, large.body.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
      const text = await send(null, { body: "{}", headers: { "Content-Type": "text/plain" } });
      expect([text.status, text.body.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
    });
  }

  if (bound) {
    test("412 for a version that was not expected", async () => {
      const answer = await send(acme.apiKey, { ...sent, headers: { "If-Match": '"7"' } });
      expect([answer.status, answer.body.code]).toEqual([412, "VERSION_CONFLICT"]);
      expect((await send(acme.apiKey, { ...sent, headers: { "If-Match": '"1"' } })).status).toBe(200);
    });
  }
});
