import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../convex/_generated/api";
import { DAY } from "../../lib/time";
import { ask, type Backend, backend } from "../setup";
import { ada, addContact, type PortalTenant, seedPortal, type SignedIn, signIn } from "../support/portal";
import { codeOf } from "../support/staff";

let t: Backend;
let acme: PortalTenant;
let contactId: string;
let crmOrganizationId: string;
let user: SignedIn;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  t = backend();
  acme = await seedPortal(t);
  ({ contactId, crmOrganizationId } = await addContact(t, acme, { organizationInfo: { name: "Engines" } }));
  user = await signIn(t, acme);
});

afterEach(() => {
  vi.useRealTimers();
});

const routes = [
  ["POST", "/auth/validate-token"],
  ["GET", "/auth/user"],
  ["POST", "/auth/sign-out"],
] as const;

describe("POST /auth/validate-token", () => {
  test("200 tells whose session it is, without its token", async () => {
    const { status, body } = await ask(t, user.token, "POST", "/auth/validate-token");
    expect(status).toBe(200);
    expect(body).toEqual({
      valid: true,
      user: {
        ...{ _id: user.id, organizationId: acme.organizationId, type: "frontend_user" },
        ...{ name: ada.email, status: "active", createdAt: Date.now(), updatedAt: Date.now() },
        customProperties: {
          ...{ oauthProvider: "google", oauthId: "google-ada", displayName: "Ada Lovelace" },
          ...{ lastLogin: Date.now(), crmContactId: contactId, crmOrganizationId },
        },
      },
      crmContext: { contactId, organizationId: crmOrganizationId },
    });
  });

  test("401 says that it is not valid", async () => {
    const { status, body } = await ask(t, null, "POST", "/auth/validate-token");
    expect([status, body]).toEqual([
      401,
      {
        ...{ valid: false, error: "A valid credential is required.", code: "UNAUTHORIZED", details: [] },
        requestId: expect.any(String),
      },
    ]);
  });

  test("409 for a key that was used for another request", async () => {
    const send = (body?: object) =>
      ask(t, user.token, "POST", "/auth/validate-token", { body, headers: { "Idempotency-Key": "1" } });
    const first = await send();
    expect((await send()).headers.get("Idempotency-Replayed")).toBe("true");
    expect(first.status).toBe(200);
    expect((await send({})).body.code).toBe("IDEMPOTENCY_CONFLICT");
  });
});

describe("GET /auth/user", () => {
  test("200 answers the user as the reference shows it", async () => {
    const { status, body } = await ask(t, user.token, "GET", "/auth/user");
    expect([status, body]).toEqual([
      200,
      {
        ...{ _id: user.id, email: ada.email, displayName: "Ada Lovelace", oauthProvider: "google" },
        crmContext: { contactId, organizationId: crmOrganizationId },
      },
    ]);
  });

  test("200 with both ids null for a user without a contact", async () => {
    const { token } = await signIn(t, acme, { email: "b@example.com", oauthId: "b" });
    const { body } = await ask(t, token, "GET", "/auth/user");
    expect(body.crmContext).toEqual({ contactId: null, organizationId: null });
  });

  test("200 with both ids null while the contact is archived, and with both again after its return", async () => {
    const context = async () => (await ask(t, user.token, "GET", "/auth/user")).body.crmContext;
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${contactId}`);
    expect(await context()).toEqual({ contactId: null, organizationId: null });
    await ask(t, acme.apiKey, "POST", `/crm/contacts/${contactId}/restore`);
    expect(await context()).toEqual({ contactId, organizationId: crmOrganizationId });
  });

  test("200 without the company while that is archived", async () => {
    await ask(t, acme.apiKey, "DELETE", `/crm/organizations/${crmOrganizationId}`);
    const { body } = await ask(t, user.token, "GET", "/auth/user");
    expect(body.crmContext).toEqual({ contactId, organizationId: null });
  });

  test("200 prolongs the session by being asked, to 30 days from then", async () => {
    vi.setSystemTime(Date.now() + 29 * DAY);
    expect((await ask(t, user.token, "GET", "/auth/user")).status).toBe(200);
    const [session] = await t.run((ctx) => ctx.db.query("frontendSessions").take(10));
    expect(session).toMatchObject({ expiresAt: Date.now() + 30 * DAY, lastUsedAt: Date.now() });
  });
});

describe("POST /auth/sign-out", () => {
  test("200 ends the session with every page that was opened with it, and no other", async () => {
    const elsewhere = await signIn(t, acme);
    const { status, body } = await ask(t, user.token, "POST", "/auth/sign-out");
    expect([status, body]).toEqual([200, { success: true }]);
    const current = (sessionId: string) =>
      codeOf(t.query(api.frontendUserQueries.getCurrentUser, { sessionId }));
    expect(await current(user.sessionId)).toBe("UNAUTHORIZED");
    expect(await codeOf(t.mutation(api.frontendUserQueries.openPage, { token: user.token }))).toBe(
      "UNAUTHORIZED",
    );
    expect(await current(elsewhere.sessionId)).toBe("none");
  });

  test("401 the second time", async () => {
    const send = () =>
      ask(t, user.token, "POST", "/auth/sign-out", { headers: { "Idempotency-Key": "bye" } });
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(401);
  });
});

describe.each(routes)("%s %s", (method, path) => {
  test("400 for a query", async () => {
    const { status, body } = await ask(t, user.token, method, `${path}?role=admin`);
    expect([status, body.details[0].path]).toEqual([400, "role"]);
  });

  test("401 for a session that has expired, though nothing deleted it yet", async () => {
    vi.setSystemTime(Date.now() + 30 * DAY);
    expect((await ask(t, user.token, method, path)).status).toBe(401);
  });

  test("403 for an API key, whatever its scopes", async () => {
    const { status, body } = await ask(t, acme.portalKey, method, path);
    expect([status, body.error]).toEqual([
      403,
      "This is for sessions of frontend users. API keys have none.",
    ]);
  });

  test("429 for the 101st request of a minute", async () => {
    for (let request = 0; request < 100; request += 1) {
      await ask(t, user.token, "GET", "/auth/user?x=1");
    }
    const { status, body } = await ask(t, user.token, method, path);
    expect([status, body.code]).toEqual([429, "RATE_LIMITED"]);
  });
});

describe.each(routes.filter(([method]) => method === "POST"))("%s %s", (method, path) => {
  test("400 for a body", async () => {
    const { status, body } = await ask(t, user.token, method, path, { body: { userId: user.id } });
    expect([status, body.details[0].path]).toEqual([400, "userId"]);
  });

  test("413 and 415", async () => {
    const large = { body: JSON.stringify({ x: "x".repeat(600 * 1024) }) };
    expect((await ask(t, user.token, method, path, large)).status).toBe(413);
    const text = { body: "{}", headers: { "Content-Type": "text/plain" } };
    expect((await ask(t, user.token, method, path, text)).status).toBe(415);
  });
});
