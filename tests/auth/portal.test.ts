import type { FunctionReference } from "convex/server";
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import type * as frontendUserQueries from "../../convex/frontendUserQueries";
import { visibleTo } from "../../convex/lib/visibility";
import { stored } from "../../convex/lib/objectStore/document";
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

const portal = api.frontendUserQueries;
let t: Backend;
let acme: PortalTenant;
let contactId: Id<"objects">;
let crmOrgId: Id<"objects">;
let user: SignedIn;

beforeEach(async () => {
  t = backend();
  acme = await seedPortal(t);
  const organizationInfo = { name: "Engines", website: "https://engines.example" };
  const made = await addContact(t, acme, { organizationInfo, notes: "pays late" });
  [contactId, crmOrgId] = [made.contactId, made.crmOrganizationId];
  user = await signIn(t, acme);
});

async function grant() {
  const sessionId = await openPage(t, acme.owner);
  await t.mutation(api.frontendUsers.grantCompanyVisibility, { sessionId, contactId, crmOrgId });
}

/** Every function of a page, with arguments that its user would succeed with. A new function must be added here. */
const calls: Record<Exclude<keyof typeof frontendUserQueries, "openPage" | "expire">, () => object> = {
  getCurrentUser: () => ({}),
  getCompany: () => ({}),
  listSessions: () => ({}),
  revokeSession: () => ({ loginId: "x" }),
  signOutEverywhere: () => ({}),
};

test("no function of a page answers whoever has no page", async () => {
  const staff = await openPage(t, acme.owner);
  for (const sessionId of ["", "ghc_0", user.id, user.token, acme.portalKey, acme.apiKey, staff]) {
    for (const [name, args] of Object.entries(calls)) {
      const given = { sessionId, ...args() };
      const call = /^(get|list)/.test(name)
        ? t.query(portal[name as keyof typeof calls] as FunctionReference<"query">, given)
        : t.mutation(portal[name as keyof typeof calls] as FunctionReference<"mutation">, given);
      expect([name, await codeOf(call)]).toEqual([name, "UNAUTHORIZED"]);
    }
  }
});

describe("getCurrentUser", () => {
  test("tells who one is", async () => {
    expect(await t.query(portal.getCurrentUser, { sessionId: user.sessionId })).toEqual({
      ...{
        id: user.id,
        email: ada.email,
        emailVerified: true,
        displayName: ada.name,
        oauthProvider: "google",
      },
      crmContext: { contactId, organizationId: crmOrgId },
    });
  });
});

describe("sessions of one's own", () => {
  const list = (sessionId = user.sessionId) => t.query(portal.listSessions, { sessionId });

  test("are listed, with the current one marked", async () => {
    await sync(t, acme, { oauthProvider: "microsoft", oauthId: "ms-ada" });
    const session = {
      ...{ id: expect.any(String), createdAt: expect.any(Number) },
      ...{ lastUsedAt: expect.any(Number), expiresAt: expect.any(Number) },
    };
    expect(await list()).toEqual([
      { ...session, provider: "microsoft", current: false },
      { ...session, provider: "google", current: true },
    ]);
  });

  test("are revoked one by one", async () => {
    const other = await signIn(t, acme);
    const loginId = (await list()).find((one) => !one.current)?.id ?? "";
    await t.mutation(portal.revokeSession, { sessionId: user.sessionId, loginId });
    expect(await codeOf(list(other.sessionId))).toBe("UNAUTHORIZED");
    expect(await list()).toHaveLength(1);
    expect(await codeOf(t.mutation(portal.revokeSession, { sessionId: user.sessionId, loginId }))).toBe(
      "NOT_FOUND",
    );
  });

  test("of others do not exist", async () => {
    const other = await signIn(t, acme, { email: "b@example.com", oauthId: "b" });
    const rows = await t.run((ctx) => ctx.db.query("frontendSessions").take(10));
    for (const { _id, frontendUserId, kind } of rows) {
      if (frontendUserId === user.id || kind === "page") {
        const revoke = t.mutation(portal.revokeSession, { sessionId: other.sessionId, loginId: _id });
        expect(await codeOf(revoke)).toBe("NOT_FOUND");
      }
    }
    expect(await codeOf(t.mutation(portal.revokeSession, { sessionId: other.sessionId, loginId: "x" }))).toBe(
      "NOT_FOUND",
    );
    expect(await list()).toHaveLength(1);
  });

  test("end all at once", async () => {
    const other = await signIn(t, acme);
    const stranger = await signIn(t, acme, { email: "b@example.com", oauthId: "b" });
    await t.mutation(portal.signOutEverywhere, { sessionId: other.sessionId });
    expect([await codeOf(list()), await codeOf(list(other.sessionId))]).toEqual([
      "UNAUTHORIZED",
      "UNAUTHORIZED",
    ]);
    expect((await ask(t, user.token, "GET", "/auth/user")).status).toBe(401);
    expect(await list(stranger.sessionId)).toHaveLength(1);
  });
});

describe("getCompany", () => {
  const company = (sessionId = user.sessionId) => t.query(portal.getCompany, { sessionId });

  test("tells the id and the name without a grant, and nothing else", async () => {
    expect(await company()).toEqual({ id: crmOrgId, name: "Engines", opened: null });
  });

  test("shows all that is theirs with a grant, without what staff keep for themselves", async () => {
    const organizationInfo = { name: "Engines" };
    const colleague = {
      email: "charles@engines.example",
      firstName: "Charles",
      jobTitle: "Owner",
      phone: "1",
    };
    const { contactId: colleagueId } = await addContact(t, acme, { ...colleague, organizationInfo });
    const gone = await addContact(t, acme, { email: "gone@engines.example", organizationInfo });
    await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${gone.contactId}`);
    await grant();
    expect(await company()).toEqual({
      id: crmOrgId,
      name: "Engines",
      opened: {
        website: "https://engines.example",
        contacts: [
          { id: colleagueId, name: "Charles", email: "charles@engines.example", jobTitle: "Owner" },
          { id: contactId, name: ada.email, email: ada.email },
        ],
      },
    });
    const other = await signIn(t, acme, { email: "charles@engines.example", oauthId: "charles" });
    expect((await company(other.sessionId))?.opened).toBeNull();
  });

  test("is null without a contact, without a company, and while the company is archived", async () => {
    const nobody = await signIn(t, acme, { email: "b@example.com", oauthId: "b" });
    expect(await company(nobody.sessionId)).toBeNull();
    await addContact(t, acme, { email: "c@example.com" });
    const single = await signIn(t, acme, { email: "c@example.com", oauthId: "c" });
    expect(await company(single.sessionId)).toBeNull();
    await grant();
    await ask(t, acme.apiKey, "DELETE", `/crm/organizations/${crmOrgId}`);
    expect(await company()).toBeNull();
    await ask(t, acme.apiKey, "POST", `/crm/organizations/${crmOrgId}/restore`);
    expect((await company())?.opened).not.toBeNull();
  });
});

describe("visibleTo", () => {
  /** Which of the objects of all tenants the user sees. */
  async function seen() {
    return await t.run(async (ctx) => {
      const { organizationId } = acme;
      const client = { organizationId, frontendUserId: user.id, contactId };
      const objects = await ctx.db.query("objects").take(100);
      const flags = await Promise.all(objects.map((object) => visibleTo(ctx, client, stored(object))));
      return objects.filter((_object, index) => flags[index]).map(({ _id }) => _id);
    });
  }

  test("is one's own contact; with a grant the company and who works for it; no sign-in of anybody", async () => {
    const { contactId: colleagueId } = await addContact(t, acme, {
      email: "b@example.com",
      organizationInfo: { name: "Engines" },
    });
    await addContact(t, acme, { email: "c@example.com", organizationInfo: { name: "Others" } });
    const rival = await seedPortal(t, "Rival");
    await addContact(t, rival, { organizationInfo: { name: "Engines" } });
    await signIn(t, rival);
    expect(await seen()).toEqual([contactId]);
    await grant();
    expect(new Set(await seen())).toEqual(new Set([contactId, crmOrgId, colleagueId]));
  });
});
