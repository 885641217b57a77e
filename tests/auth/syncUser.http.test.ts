import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { internal } from "../../convex/_generated/api";
import { ask, type Backend, backend, seedKey } from "../setup";
import { ada, addContact, type PortalTenant, seedPortal, signIn, sync } from "../support/portal";

const path = "/auth/sync-user";
let t: Backend;
let acme: PortalTenant;

beforeEach(async () => {
  // The clock stands still, so that no minute ends in the middle of a test.
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  t = backend();
  acme = await seedPortal(t);
});

afterEach(() => {
  vi.useRealTimers();
});

function identities() {
  return t.run((ctx) => ctx.db.query("frontendIdentities").take(50));
}

describe("POST /auth/sync-user", () => {
  test("201 makes a frontend user, linked to the contact of a verified e-mail and its company", async () => {
    const made = await addContact(t, acme, { organizationInfo: { name: "Engines" } });
    const { status, body } = await sync(t, acme, { email: " Ada@Lovelace.example " });
    expect(status).toBe(201);
    expect(body).toEqual({
      _id: expect.any(String),
      organizationId: acme.organizationId,
      type: "frontend_user",
      name: ada.email,
      status: "active",
      customProperties: {
        ...{
          oauthProvider: "google",
          oauthId: "google-ada",
          displayName: "Ada Lovelace",
          lastLogin: Date.now(),
        },
        ...{ crmContactId: made.contactId, crmOrganizationId: made.crmOrganizationId },
      },
      createdAt: Date.now(),
      updatedAt: Date.now(),
      sessionToken: expect.stringMatching(/^ghs_[0-9A-Za-z]{38}$/),
      sessionExpiresAt: Date.now() + 30 * 24 * 3600 * 1000,
    });
    const links = await t.run((ctx) => ctx.db.query("objectLinks").take(10));
    expect(links).toContainEqual(
      expect.objectContaining({ type: "signs_in_as", fromId: body._id, toId: made.contactId }),
    );
  });

  test("201 without a contact of that e-mail, and the contact is linked when it is there", async () => {
    const first = await sync(t, acme);
    expect(first.body.customProperties).toMatchObject({ crmContactId: null, crmOrganizationId: null });
    const { contactId } = await addContact(t, acme);
    const second = await sync(t, acme);
    expect([second.status, second.body._id]).toEqual([200, first.body._id]);
    expect(second.body.customProperties.crmContactId).toBe(contactId);
  });

  test("201 does not link an archived contact", async () => {
    const { contactId } = await addContact(t, acme);
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${contactId}`);
    expect((await sync(t, acme)).body.customProperties.crmContactId).toBeNull();
  });

  test.each([undefined, false])("201 without a contact when emailVerified is %s", async (emailVerified) => {
    await addContact(t, acme);
    const { status, body } = await sync(t, acme, { emailVerified });
    expect([status, body.customProperties.crmContactId]).toEqual([201, null]);
  });

  test("200 knows the identity again, and notes the sign-in", async () => {
    const first = await sync(t, acme);
    vi.setSystemTime(Date.now() + 5000);
    const { status, body } = await sync(t, acme, { name: "Ada King" });
    expect([status, body._id]).toEqual([200, first.body._id]);
    expect(body.customProperties).toMatchObject({ displayName: "Ada King", lastLogin: Date.now() });
    expect(body.sessionToken).not.toBe(first.body.sessionToken);
    const audit = await t.run((ctx) => ctx.db.query("objectActions").take(10));
    expect(audit.map(({ action, actor }) => [action, actor.kind])).toEqual([
      ["created", "apiKey"],
      ["updated", "apiKey"],
    ]);
  });

  test("200 adds another provider that proves the same e-mail; either signs in from then on", async () => {
    const first = await sync(t, acme);
    const microsoft = { oauthProvider: "microsoft", oauthId: "ms-ada" };
    const second = await sync(t, acme, microsoft);
    expect([second.status, second.body._id]).toEqual([200, first.body._id]);
    expect(second.body.customProperties).toMatchObject(microsoft);
    const unproven = await sync(t, acme, { ...microsoft, emailVerified: false });
    expect([unproven.status, unproven.body._id]).toEqual([200, first.body._id]);
    const google = await sync(t, acme);
    expect(google.body.customProperties).toMatchObject({ oauthProvider: "google", oauthId: "google-ada" });
    expect(await identities()).toHaveLength(2);
    const audit = await t.run((ctx) => ctx.db.query("objectActions").take(10));
    expect(audit.filter(({ action }) => action === "identity_linked")).toMatchObject([
      {
        objectId: first.body._id,
        changes: { identity: { after: { provider: "microsoft", subject: "ms-ada" } } },
      },
    ]);
  });

  test("200 for 20 first sign-ins of one identity at once: one user, ten sessions", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => sync(t, acme)));
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([...Array<number>(9).fill(200), 201, ...Array<number>(10).fill(429)]);
    const ids = answers.filter(({ status }) => status < 300).map(({ body }) => body._id as string);
    expect(new Set(ids).size).toBe(1);
    expect(await identities()).toHaveLength(1);
    expect(await t.run((ctx) => ctx.db.query("frontendSessions").take(50))).toHaveLength(10);
  });

  test("200 with an e-mail that changed at the provider: the user goes by it, and keeps the contact", async () => {
    const { contactId } = await addContact(t, acme);
    await addContact(t, acme, { email: "king@lovelace.example" });
    const first = await sync(t, acme);
    const { body } = await sync(t, acme, { email: "king@lovelace.example" });
    expect(body).toMatchObject({ _id: first.body._id, name: "king@lovelace.example" });
    expect(body.customProperties.crmContactId).toBe(contactId);
    const successor = await sync(t, acme, { oauthId: "google-successor" });
    expect([successor.status, successor.body.customProperties.crmContactId]).toEqual([201, contactId]);
    expect(successor.body._id).not.toBe(first.body._id);
  });

  test("200 links the contact once the e-mail of a known identity is proven", async () => {
    const { contactId } = await addContact(t, acme);
    const first = await sync(t, acme, { emailVerified: false });
    const second = await sync(t, acme);
    expect([second.status, second.body._id]).toEqual([200, first.body._id]);
    expect(second.body.customProperties.crmContactId).toBe(contactId);
  });

  test.each([
    ["an unknown field", { emial: "x" }, "emial"],
    ["no e-mail", { email: undefined }, "email"],
    ["what is no e-mail", { email: "ada" }, "email"],
    ["an e-mail that only looks like another", { email: "m\u212a@x.example" }, "email"],
    ["no name", { name: " " }, "name"],
    ["another provider", { oauthProvider: "facebook" }, "oauthProvider"],
    ["a subject with a space", { oauthId: "google-ada " }, "oauthId"],
    ["a subject that is too long", { oauthId: "1".repeat(256) }, "oauthId"],
    ["text instead of a truth value", { emailVerified: "true" }, "emailVerified"],
  ])("400 for %s", async (_case, person, field) => {
    const { status, body } = await sync(t, acme, person);
    expect([status, body.code, body.details[0].path]).toEqual([400, "INVALID_REQUEST", field]);
    expect(await identities()).toEqual([]);
  });

  test("401 without a credential", async () => {
    const { status, body } = await ask(t, null, "POST", path, { body: ada });
    expect([status, body.code]).toEqual([401, "UNAUTHORIZED"]);
  });

  test("403 for a key without the scope, and for a session", async () => {
    const answer = await ask(t, acme.apiKey, "POST", path, { body: ada });
    expect([answer.status, answer.body.error]).toEqual([403, "This API key lacks the scope portal:sync."]);
    const { token } = await signIn(t, acme);
    expect((await ask(t, token, "POST", path, { body: ada })).status).toBe(403);
  });

  test("409 for an unproven e-mail that another frontend user has", async () => {
    await sync(t, acme, { emailVerified: false });
    const { status, body } = await sync(t, acme, { oauthId: "google-other", emailVerified: false });
    expect([status, body.code, body.details[0].path]).toEqual([409, "CONFLICT", "email"]);
    expect(await identities()).toHaveLength(1);
  });

  test("409 for a 21st identity that proves the e-mail of one user", async () => {
    for (let identity = 0; identity < 20; identity += 1) {
      expect((await sync(t, acme, { oauthId: `ada-${identity}` })).status).toBeLessThan(300);
    }
    expect((await sync(t, acme, { oauthId: "ada-20" })).body.code).toBe("CONFLICT");
    expect((await sync(t, acme, { oauthId: "ada-19" })).status).toBe(200);
    expect(await identities()).toHaveLength(20);
  });

  test("409 for a repeated idempotency key: the token is not stored, only whose it was", async () => {
    const options = { body: ada, headers: { "Idempotency-Key": "sign-in-1" } };
    const first = await ask(t, acme.portalKey, "POST", path, options);
    const again = await ask(t, acme.portalKey, "POST", path, options);
    expect([again.status, again.body.code]).toEqual([409, "IDEMPOTENCY_CONFLICT"]);
    expect(again.body.details).toEqual([{ path: "id", message: first.body._id }]);
    const stored = JSON.stringify([
      await t.run((ctx) => ctx.db.query("idempotencyKeys").take(10)),
      await t.run((ctx) => ctx.db.query("frontendSessions").take(10)),
    ]);
    expect(stored).not.toContain(first.body.sessionToken);
  });

  test("413 and 415", async () => {
    const large = { body: JSON.stringify({ ...ada, name: "x".repeat(600 * 1024) }) };
    expect((await ask(t, acme.portalKey, "POST", path, large)).status).toBe(413);
    const text = { body: JSON.stringify(ada), headers: { "Content-Type": "text/plain" } };
    expect((await ask(t, acme.portalKey, "POST", path, text)).status).toBe(415);
  });

  test("429 for the eleventh sign-in of one identity in a minute, whatever key asks", async () => {
    const other = await seedKey(t, acme.organizationId, ["portal:sync"]);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await sync(t, acme)).status).toBeLessThan(300);
    }
    const refused = await sync(t, { portalKey: other });
    expect([refused.status, refused.body.code]).toEqual([429, "RATE_LIMITED"]);
    expect(refused.headers.get("Retry-After")).toBe(String(refused.body.retryAfter));
    expect((await sync(t, acme, { oauthProvider: "microsoft" })).status).toBe(200);
    vi.setSystemTime(Date.now() + 60_000);
    expect((await sync(t, acme)).status).toBe(200);
  });

  test("429 when the key's own minute is spent", async () => {
    const { secret: portalKey } = await t.mutation(internal.apiKeys.create, {
      ...{ organizationId: acme.organizationId, name: "Slow", scopes: ["portal:sync"], limitPerMinute: 1 },
    });
    expect((await sync(t, { portalKey })).status).toBe(201);
    expect((await sync(t, { portalKey }, { oauthId: "google-other" })).status).toBe(429);
  });
});
