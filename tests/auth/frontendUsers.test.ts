import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { ask, type Backend, backend } from "../setup";
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

const staff = api.frontendUsers;
let t: Backend;
let acme: PortalTenant;
let sessionId: string;
let contactId: Id<"objects">;
let crmOrgId: Id<"objects">;
let user: SignedIn;

beforeEach(async () => {
  t = backend();
  acme = await seedPortal(t);
  sessionId = await openPage(t, acme.owner);
  const made = await addContact(t, acme, { organizationInfo: { name: "Engines" } });
  [contactId, crmOrgId] = [made.contactId, made.crmOrganizationId];
  user = await signIn(t, acme);
});

const target = () => ({ sessionId, frontendUserId: user.id });
const context = async () => (await ask(t, user.token, "GET", "/auth/user")).body.crmContext;

async function auditOf(objectId: string) {
  const rows = await t.run((ctx) => ctx.db.query("objectActions").take(100));
  return rows.filter((row) => row.objectId === objectId && row.actor.kind === "user");
}

describe("listFrontendUsers", () => {
  test("pages through them by cursor, and narrows them by status", async () => {
    for (const name of ["b", "c"]) {
      await sync(t, acme, { email: `${name}@example.com`, oauthId: name, emailVerified: false });
    }
    const { organizationId } = acme;
    const first = await t.query(staff.listFrontendUsers, {
      sessionId,
      organizationId,
      sort: "createdAt",
      limit: 2,
    });
    expect(first).toMatchObject({
      frontendUsers: [{ email: ada.email }, { email: "b@example.com" }],
      hasMore: true,
    });
    const cursor = first.nextCursor ?? "";
    const next = await t.query(staff.listFrontendUsers, {
      sessionId,
      organizationId,
      sort: "createdAt",
      cursor,
    });
    expect(next.frontendUsers).toMatchObject([
      { email: "c@example.com", emailVerified: false, crmContactId: null },
    ]);
    await t.mutation(staff.suspendFrontendUser, target());
    const suspended = await t.query(staff.listFrontendUsers, {
      sessionId,
      organizationId,
      status: "suspended",
    });
    expect(suspended.frontendUsers.map(({ id }) => id)).toEqual([user.id]);
  });
});

describe("getFrontendUser", () => {
  test("shows who vouches for them and where they are signed in, and no secret", async () => {
    await sync(t, acme, { oauthProvider: "microsoft", oauthId: "ms-ada" });
    const answer = await t.query(staff.getFrontendUser, target());
    expect(answer).toMatchObject({
      frontendUser: { id: user.id, name: ada.email, status: "active", crmContactId: contactId },
      identities: [
        { provider: "google", subject: "google-ada", email: ada.email, emailVerified: true },
        { provider: "microsoft", subject: "ms-ada", email: ada.email, emailVerified: true },
      ],
      sessions: [{ provider: "microsoft" }, { provider: "google" }],
    });
    const [session] = answer.sessions;
    expect(Object.keys(session ?? {}).toSorted()).toEqual([
      "createdAt",
      "expiresAt",
      "id",
      "lastUsedAt",
      "provider",
    ]);
  });
});

describe("linkFrontendUser and unlinkFrontendUser", () => {
  test("decide at once and for good: no sign-in changes it, however proven its e-mail", async () => {
    const other = await addContact(t, acme, { email: "b@example.com" });
    await t.mutation(staff.unlinkFrontendUser, target());
    expect(await context()).toEqual({ contactId: null, organizationId: null });
    expect((await sync(t, acme)).body.customProperties.crmContactId).toBeNull();
    await t.mutation(staff.linkFrontendUser, { ...target(), contactId: other.contactId });
    expect(await context()).toEqual({ contactId: other.contactId, organizationId: null });
    expect((await sync(t, acme)).body.customProperties.crmContactId).toBe(other.contactId);
    expect(await auditOf(user.id)).toMatchObject([
      { action: "updated", changes: { crmContactId: { before: contactId, after: null } } },
      { action: "updated", changes: { crmContactId: { before: null, after: other.contactId } } },
    ]);
    const links = await t.run((ctx) => ctx.db.query("objectLinks").take(10));
    expect(links.filter(({ type }) => type === "signs_in_as").map(({ toId }) => toId)).toEqual([
      other.contactId,
    ]);
  });

  test("link a user whose e-mail nobody proves", async () => {
    const person = { email: "b@example.com", oauthId: "b", emailVerified: false };
    const { contactId: other } = await addContact(t, acme, { email: "c@example.com" });
    const unproven = await signIn(t, acme, person);
    await t.mutation(staff.linkFrontendUser, { sessionId, frontendUserId: unproven.id, contactId: other });
    expect((await sync(t, acme, person)).body.customProperties.crmContactId).toBe(other);
  });

  test("work while a contact is archived: it is taken away, but not given", async () => {
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${contactId}`);
    expect(await codeOf(t.mutation(staff.linkFrontendUser, { ...target(), contactId }))).toBe(
      "INVALID_STATE",
    );
    expect(await t.mutation(staff.unlinkFrontendUser, target())).toMatchObject({ crmContactId: null });
    await ask(t, acme.apiKey, "POST", `/crm/contacts/${contactId}/restore`);
    expect(await context()).toEqual({ contactId: null, organizationId: null });
    expect(await t.mutation(staff.linkFrontendUser, { ...target(), contactId })).toMatchObject({
      crmContactId: contactId,
    });
  });

  test("an archived contact is not replaced by a sign-in with another e-mail", async () => {
    await addContact(t, acme, { email: "new@example.com" });
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${contactId}`);
    expect((await sync(t, acme, { email: "new@example.com" })).body.customProperties.crmContactId).toBeNull();
    await ask(t, acme.apiKey, "POST", `/crm/contacts/${contactId}/restore`);
    expect((await context()).contactId).toBe(contactId);
  });
});

describe("suspendFrontendUser and reactivateFrontendUser", () => {
  test("end every session at once, and let new ones begin again", async () => {
    const elsewhere = await signIn(t, acme);
    const suspended = await t.mutation(staff.suspendFrontendUser, target());
    expect(suspended.status).toBe("suspended");
    for (const page of [user.sessionId, elsewhere.sessionId]) {
      const current = t.query(api.frontendUserQueries.getCurrentUser, { sessionId: page });
      expect(await codeOf(current)).toBe("UNAUTHORIZED");
    }
    expect((await sync(t, acme)).status).toBe(403);
    expect(await t.mutation(staff.suspendFrontendUser, target())).toEqual(suspended);
    await t.mutation(staff.reactivateFrontendUser, target());
    expect((await ask(t, user.token, "GET", "/auth/user")).status).toBe(401);
    expect((await sync(t, acme)).body).toMatchObject({ _id: user.id, status: "active" });
    expect(await auditOf(user.id)).toMatchObject([
      { changes: { status: { before: "active", after: "suspended" } } },
      { changes: { status: { before: "suspended", after: "active" } } },
    ]);
  });

  test("do not lock the owner of an e-mail out for the stranger who claimed it", async () => {
    const claim = { email: "c@example.com", oauthProvider: "microsoft", oauthId: "x", emailVerified: false };
    const stranger = await signIn(t, acme, claim);
    await t.mutation(staff.suspendFrontendUser, { sessionId, frontendUserId: stranger.id });
    expect((await sync(t, acme, claim)).status).toBe(403);
    expect((await sync(t, acme, { email: "c@example.com", oauthId: "c" })).status).toBe(201);
  });
});

describe("an e-mail that somebody claims without proof", () => {
  const claim = { email: "c@example.com", oauthProvider: "microsoft", oauthId: "x", emailVerified: false };

  test("is free for others once staff suspend who claimed it, unless it is proven", async () => {
    const squatter = await signIn(t, acme, claim);
    const other = { ...claim, oauthId: "y" };
    expect((await sync(t, acme, other)).status).toBe(409);
    await t.mutation(staff.suspendFrontendUser, { sessionId, frontendUserId: squatter.id });
    expect((await sync(t, acme, other)).status).toBe(201);
    await t.mutation(staff.suspendFrontendUser, target());
    expect((await sync(t, acme, { ...other, oauthId: "z", email: ada.email })).status).toBe(409);
  });
});

describe("revokeFrontendUserSession", () => {
  test("ends one sign-in and leaves a trace", async () => {
    const { sessions } = await t.query(staff.getFrontendUser, target());
    const loginId = sessions[0]?.id ?? "";
    await t.mutation(staff.revokeFrontendUserSession, { ...target(), loginId });
    expect((await ask(t, user.token, "GET", "/auth/user")).status).toBe(401);
    expect(await codeOf(t.mutation(staff.revokeFrontendUserSession, { ...target(), loginId }))).toBe(
      "NOT_FOUND",
    );
    expect(await auditOf(user.id)).toMatchObject([{ action: "session_revoked" }]);
  });

  test("does not know a session of another user", async () => {
    const other = await signIn(t, acme, { email: "b@example.com", oauthId: "b" });
    const { sessions } = await t.query(staff.getFrontendUser, { sessionId, frontendUserId: other.id });
    const revoke = t.mutation(staff.revokeFrontendUserSession, {
      ...target(),
      loginId: sessions[0]?.id ?? "",
    });
    expect(await codeOf(revoke)).toBe("NOT_FOUND");
    expect((await ask(t, other.token, "GET", "/auth/user")).status).toBe(200);
  });
});

describe("grantCompanyVisibility and revokeCompanyVisibility", () => {
  async function opened(): Promise<boolean> {
    const company = await t.query(api.frontendUserQueries.getCompany, { sessionId: user.sessionId });
    return company !== null && company.opened !== null;
  }
  const grant = (company: string = crmOrgId) =>
    t.mutation(staff.grantCompanyVisibility, { sessionId, contactId, crmOrgId: company });
  const revoke = () => t.mutation(staff.revokeCompanyVisibility, { sessionId, contactId });

  test("open and close the company at once, each with one entry in the contact's history", async () => {
    await grant();
    await grant();
    expect(await opened()).toBe(true);
    await revoke();
    await revoke();
    expect(await opened()).toBe(false);
    expect(await auditOf(contactId)).toMatchObject([
      { action: "company_visibility_granted", changes: { openCompany: { before: null, after: crmOrgId } } },
      { action: "company_visibility_revoked", changes: { openCompany: { before: crmOrgId, after: null } } },
    ]);
  });

  test("open no other company than the one that staff looked at", async () => {
    const body = { email: ada.email, organizationInfo: { name: "Others" } };
    await ask(t, acme.apiKey, "POST", "/crm/contacts", { body });
    expect(await codeOf(grant())).toBe("INVALID_STATE");
    expect(await opened()).toBe(false);
  });

  test("open nothing to an archived contact, nor to one without a company", async () => {
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${contactId}`);
    expect(await codeOf(grant())).toBe("INVALID_STATE");
    expect(await codeOf(revoke())).toBe("none");
    const { contactId: single } = await addContact(t, acme, { email: "b@example.com" });
    const attempt = t.mutation(staff.grantCompanyVisibility, { sessionId, contactId: single, crmOrgId });
    expect(await codeOf(attempt)).toBe("INVALID_STATE");
  });
});
