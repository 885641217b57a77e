import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { formatApiKey, formatSessionToken } from "../../lib/tokens";
import { ask, type Backend, backend, seedKey } from "../setup";
import {
  ada,
  addContact,
  type PortalTenant,
  seedPortal,
  type SignedIn,
  signIn,
  sync,
} from "../support/portal";
import { codeOf, openPage } from "../support/staff";

/** Attempts to become somebody else, or to see what is theirs. Each must fail. */

const portal = api.frontendUserQueries;
/** The one who tries: with an account of their own, and everything they could know of Ada. */
const mallory = { name: "Mallory", oauthProvider: "microsoft", oauthId: "ms-mallory", emailVerified: false };

const OPENED = { billingEmail: "billing@engines.example" };

let t: Backend;
let acme: PortalTenant;
let rival: PortalTenant;
let victim: SignedIn;
let contactId: string;
let companyId: string;

beforeEach(async () => {
  t = backend();
  acme = await seedPortal(t);
  rival = await seedPortal(t, "Rival");
  const company = { name: "Engines", taxId: "DE1", ...OPENED };
  ({ contactId, crmOrganizationId: companyId } = await addContact(t, acme, { organizationInfo: company }));
  victim = await signIn(t, acme);
  const sessionId = await openPage(t, acme.owner);
  await t.mutation(api.frontendUsers.grantCompanyVisibility, { sessionId, contactId, crmOrgId: companyId });
});

const company = (sessionId: string) => t.query(portal.getCompany, { sessionId });
const userOf = async (token: string) => (await ask(t, token, "GET", "/auth/user")).body;

describe("by e-mail", () => {
  test("an unverified Microsoft e-mail opens neither the account nor the contact", async () => {
    const answer = await sync(t, acme, { ...mallory, email: ada.email });
    expect([answer.status, answer.body.code]).toEqual([409, "CONFLICT"]);
    await addContact(t, acme, { email: "grace@hopper.example" });
    const stranger = await signIn(t, acme, { ...mallory, email: "grace@hopper.example" });
    expect((await userOf(stranger.token)).crmContext).toEqual({ contactId: null, organizationId: null });
    expect(await company(stranger.sessionId)).toBeNull();
  });

  test("another provider with the same e-mail, unverified, is not added to the account", async () => {
    expect((await sync(t, acme, { ...mallory, email: ada.email.toUpperCase() })).status).toBe(409);
    const identities = await t.run((ctx) => ctx.db.query("frontendIdentities").take(10));
    expect(identities).toMatchObject([
      { provider: "google", subject: ada.oauthId, frontendUserId: victim.id },
    ]);
  });

  test("an account opened beforehand in the name of an e-mail is not the one that its owner comes to", async () => {
    await addContact(t, acme, { email: "grace@hopper.example" });
    const squatter = await signIn(t, acme, { ...mallory, email: "grace@hopper.example" });
    const grace = { email: "grace@hopper.example", name: "Grace", oauthId: "google-grace" };
    const owner = await signIn(t, acme, grace);
    expect(owner.id).not.toBe(squatter.id);
    await sync(t, acme, { ...mallory, email: "grace@hopper.example" });
    expect((await userOf(squatter.token)).crmContext.contactId).toBeNull();
    expect((await userOf(owner.token)).crmContext.contactId).toEqual(expect.any(String));
  });

  test("changing one's own e-mail to somebody else's, proven or not, merges nothing and re-links nothing", async () => {
    const own = await addContact(t, acme, { email: "mallory@example.com" });
    const attacker = { ...mallory, email: "mallory@example.com", emailVerified: true };
    const { token, id } = await signIn(t, acme, attacker);
    for (const emailVerified of [false, true]) {
      const moved = await sync(t, acme, { ...attacker, email: ada.email, emailVerified });
      expect([moved.status, moved.body._id]).toEqual([200, id]);
      expect((await userOf(token)).crmContext.contactId).toBe(own.contactId);
    }
    const back = await sync(t, acme);
    expect([back.body._id, back.body.customProperties.crmContactId]).toEqual([victim.id, contactId]);
  });

  test("a look-alike subject is another identity", async () => {
    const answer = await sync(t, acme, {
      ...mallory,
      oauthProvider: "google",
      oauthId: "GOOGLE-ADA",
      email: "m@x.example",
    });
    expect(answer.status).toBe(201);
    expect(answer.body._id).not.toBe(victim.id);
  });
});

describe("by a company's name", () => {
  test.each([
    ["/crm/contacts/from-event", { eventId: "fair", attendeeInfo: { email: "mallory@example.com" } }],
    ["/crm/contacts", { email: "mallory@example.com", company: "Engines" }],
  ])("typed into %s it opens no company", async (path, body) => {
    for (const organizationInfo of [{ name: " engines " }, { name: "x", taxId: "DE1" }]) {
      const made = await ask(t, acme.apiKey, "POST", path, { body: { ...body, organizationInfo } });
      expect(made.body.crmOrganizationId).toBe(companyId);
    }
    const own = { ...mallory, email: "mallory@example.com", emailVerified: true };
    const { sessionId } = await signIn(t, acme, own);
    expect(await company(sessionId)).toEqual({ id: companyId, name: "Engines", opened: null });
    expect((await company(victim.sessionId))?.opened).toMatchObject(OPENED);
  });

  test("nobody is moved to another company by who types their e-mail at an event", async () => {
    const body = { eventId: "fair", attendeeInfo: { email: ada.email }, organizationInfo: { name: "Rival" } };
    await ask(t, acme.apiKey, "POST", "/crm/contacts/from-event", { body });
    expect((await company(victim.sessionId))?.opened).toMatchObject(OPENED);
  });

  test("a grant does not follow a contact that a form moves to another company", async () => {
    await addContact(t, acme, { email: "boss@rival.example", organizationInfo: { name: "Secrets" } });
    const body = { email: ada.email, organizationInfo: { name: "Secrets" } };
    await ask(t, acme.apiKey, "POST", "/crm/contacts", { body });
    expect(await company(victim.sessionId)).toMatchObject({ name: "Secrets", opened: null });
    await ask(t, acme.apiKey, "POST", "/crm/contacts", {
      body: { email: ada.email, crmOrganizationId: companyId },
    });
    expect(await company(victim.sessionId)).toEqual({ id: companyId, name: "Engines", opened: null });
  });

  test("a grant does not come back with a contact that staff archived and a form restored", async () => {
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${contactId}`);
    expect(await company(victim.sessionId)).toBeNull();
    await ask(t, acme.apiKey, "POST", "/crm/contacts", { body: { email: ada.email } });
    expect(await company(victim.sessionId)).toEqual({ id: companyId, name: "Engines", opened: null });
  });
});

describe("by something that is no session", () => {
  test("an _id as token", async () => {
    for (const token of [victim.id, contactId, companyId, acme.organizationId, acme.owner.userId]) {
      expect((await ask(t, token, "GET", "/auth/user")).status).toBe(401);
      expect((await ask(t, token, "POST", "/auth/validate-token")).body).toMatchObject({ valid: false });
      expect(await codeOf(t.mutation(portal.openPage, { token }))).toBe("UNAUTHORIZED");
      expect(await codeOf(company(token))).toBe("UNAUTHORIZED");
    }
  });

  test("the id, or the stored hash, of a session", async () => {
    const rows = await t.run((ctx) => ctx.db.query("frontendSessions").take(10));
    for (const token of rows.flatMap((row) => [row._id as string, row.tokenHash])) {
      expect((await ask(t, token, "GET", "/auth/user")).status).toBe(401);
      expect(await codeOf(t.mutation(portal.openPage, { token }))).toBe("UNAUTHORIZED");
      expect(await codeOf(company(token))).toBe("UNAUTHORIZED");
    }
  });

  test("a forged session with a correct checksum", async () => {
    const forged = formatSessionToken(new Uint8Array(64).fill(7));
    expect((await ask(t, forged, "GET", "/auth/user")).status).toBe(401);
    expect(await codeOf(t.mutation(portal.openPage, { token: forged }))).toBe("UNAUTHORIZED");
  });

  test("a staff token, a staff page and a portal page as bearer", async () => {
    const { email, password } = acme.owner;
    const staff = await t.action(api.auth.signIn, { email, password });
    const staffPage = await openPage(t, acme.owner);
    for (const token of [staff.token, staffPage, victim.sessionId]) {
      expect((await ask(t, token, "GET", "/auth/user")).status).toBe(401);
      expect((await ask(t, token, "POST", "/auth/sync-user", { body: ada })).status).toBe(401);
    }
    expect(await codeOf(company(staffPage))).toBe("UNAUTHORIZED");
    expect(await codeOf(t.mutation(portal.openPage, { token: staff.token }))).toBe("UNAUTHORIZED");
    const { organizationId } = acme;
    const contacts = (sessionId: string) =>
      codeOf(t.query(api.crmOntology.getContacts, { sessionId, organizationId }));
    expect([await contacts(victim.sessionId), await contacts(victim.token)]).toEqual([
      "UNAUTHORIZED",
      "UNAUTHORIZED",
    ]);
    expect(await codeOf(t.mutation(api.auth.openPage, { token: victim.token }))).toBe("UNAUTHORIZED");
  });

  test("a session on the routes of API keys", async () => {
    expect((await ask(t, victim.token, "GET", "/crm/contacts")).status).toBe(403);
    expect((await ask(t, victim.token, "GET", `/crm/contacts/${contactId}`)).status).toBe(403);
  });
});

describe("by a portal key", () => {
  test("a forged one with a correct checksum", async () => {
    const portalKey = formatApiKey("live", new Uint8Array(64).fill(7));
    const { status, body } = await sync(t, { portalKey });
    expect([status, body.code]).toEqual([401, "UNAUTHORIZED"]);
  });

  test("a mistyped and a revoked one get the same answer", async () => {
    await t.run(async (ctx) => {
      const keys = await ctx.db.query("apiKeys").take(10);
      const key = keys.find((one) => one.scopes.includes("portal:sync"));
      if (key === undefined) throw new Error("There is no portal key");
      await ctx.db.patch("apiKeys", key._id, { revokedAt: Date.now() });
    });
    const revoked = await sync(t, acme);
    const mistyped = await sync(t, { portalKey: `${acme.portalKey.slice(0, -1)}-` });
    expect([revoked.status, mistyped.status]).toEqual([401, 401]);
    expect({ ...revoked.body, requestId: "" }).toEqual({ ...mistyped.body, requestId: "" });
  });

  test("a key without portal:sync", async () => {
    const portalKey = await seedKey(t, acme.organizationId, [
      "contacts:read",
      "contacts:write",
      "members:write",
    ]);
    expect((await sync(t, { portalKey })).status).toBe(403);
  });

  test("another organization's key makes a user there, and yields none of this one's", async () => {
    const { status, body } = await sync(t, rival);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      organizationId: rival.organizationId,
      customProperties: { crmContactId: null },
    });
    expect(body._id).not.toBe(victim.id);
    expect((await userOf(body.sessionToken)).crmContext.contactId).toBeNull();
  });

  test.each([
    "role",
    "status",
    "organizationId",
    "crmContactId",
    "crmOrganizationId",
    "_id",
    "type",
    "contactDecidedByStaff",
  ])("%s in the body of a sign-in is refused", async (field) => {
    const { status, body } = await sync(t, acme, { [field]: "admin" });
    expect([status, body.code, body.details[0].path]).toEqual([400, "INVALID_REQUEST", field]);
  });
});

describe("by a session that ended", () => {
  const works = async () => [
    (await ask(t, victim.token, "GET", "/auth/user")).status,
    await codeOf(t.mutation(portal.openPage, { token: victim.token })),
    await codeOf(company(victim.sessionId)),
  ];

  test("revoked by staff", async () => {
    expect(await works()).toEqual([200, "none", "none"]);
    const sessionId = await openPage(t, acme.owner);
    const { sessions } = await t.query(api.frontendUsers.getFrontendUser, {
      sessionId,
      frontendUserId: victim.id,
    });
    for (const { id: loginId } of sessions) {
      const args = { sessionId, frontendUserId: victim.id, loginId };
      await t.mutation(api.frontendUsers.revokeFrontendUserSession, args);
    }
    expect(await works()).toEqual([401, "UNAUTHORIZED", "UNAUTHORIZED"]);
  });

  test("expired, although its row is still there", async () => {
    await t.run(async (ctx) => {
      for (const { _id } of await ctx.db.query("frontendSessions").take(10)) {
        await ctx.db.patch("frontendSessions", _id, { expiresAt: Date.now() });
      }
    });
    expect(await works()).toEqual([401, "UNAUTHORIZED", "UNAUTHORIZED"]);
  });

  test("of a suspended user, even if it were left behind", async () => {
    await t.run((ctx) => ctx.db.patch("objects", victim.id, { status: "suspended" }));
    expect(await works()).toEqual([401, "UNAUTHORIZED", "UNAUTHORIZED"]);
    expect((await ask(t, victim.token, "POST", "/auth/validate-token")).body).toMatchObject({ valid: false });
  });

  test("of a suspended user, who cannot sign in again by any identity", async () => {
    const sessionId = await openPage(t, acme.owner);
    await t.mutation(api.frontendUsers.suspendFrontendUser, { sessionId, frontendUserId: victim.id });
    expect(await works()).toEqual([401, "UNAUTHORIZED", "UNAUTHORIZED"]);
    for (const identity of [{}, { oauthProvider: "microsoft", oauthId: "ms-ada" }]) {
      const { status, body } = await sync(t, acme, identity);
      expect([status, body.code]).toEqual([403, "FORBIDDEN"]);
      expect(body.error).toContain("suspended");
    }
    expect(await t.run((ctx) => ctx.db.query("frontendIdentities").take(10))).toHaveLength(1);
    expect(
      await t.run((ctx) =>
        ctx.db
          .query("frontendSessions")
          .filter((q) => q.eq(q.field("kind"), "login"))
          .take(10),
      ),
    ).toEqual([]);
  });
});
