import { describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { backend } from "../setup";
import { ada, addContact, seedPortal, signIn } from "../support/portal";
import { codeOf, openPage } from "../support/staff";

const { exportMyData, getHome, listIdentities } = api.portalPages;

describe("getHome", () => {
  test("tells who is signed in, at whose portal, and as which contact, without what staff keep for themselves", async () => {
    const t = backend();
    const tenant = await seedPortal(t);
    const { contactId } = await addContact(t, tenant, {
      ...{ firstName: "Ada", lastName: "Lovelace", phone: "+44 20 5550100", jobTitle: "Analyst" },
      ...{ notes: "Pays late.", tags: ["difficult"], source: "referral", customFields: { rating: 2 } },
    });
    const { sessionId } = await signIn(t, tenant);
    expect(await t.query(getHome, { sessionId })).toEqual({
      user: { name: ada.name, email: ada.email, emailVerified: true },
      organization: { name: "Acme", locale: "en", timeZone: expect.any(String) as string },
      contact: {
        ...{ id: contactId, name: "Ada Lovelace", email: ada.email },
        ...{ phone: "+44 20 5550100", jobTitle: "Analyst" },
      },
    });
  });

  test("tells nothing of a contact whose e-mail is only claimed", async () => {
    const t = backend();
    const tenant = await seedPortal(t);
    await addContact(t, tenant, { firstName: "Ada", lastName: "Secret" });
    const { sessionId } = await signIn(t, tenant, { oauthProvider: "microsoft", emailVerified: false });
    const home = await t.query(getHome, { sessionId });
    expect(home).toMatchObject({ contact: null, user: { email: ada.email, emailVerified: false } });
    expect(JSON.stringify(home)).not.toContain("Secret");
  });

  test("is for sessions that go on", async () => {
    const t = backend();
    const tenant = await seedPortal(t);
    const { sessionId, token } = await signIn(t, tenant);
    await t.mutation(api.frontendUserQueries.signOutEverywhere, { sessionId });
    for (const secret of [sessionId, token, "", "ghc_made_up"]) {
      expect(await codeOf(t.query(getHome, { sessionId: secret }))).toBe("UNAUTHORIZED");
      expect(await codeOf(t.query(listIdentities, { sessionId: secret }))).toBe("UNAUTHORIZED");
    }
  });
});

describe("listIdentities", () => {
  test("lists one's own ways to sign in, without the subjects by which providers know one", async () => {
    const t = backend();
    const tenant = await seedPortal(t);
    const google = await signIn(t, tenant);
    await signIn(t, tenant, { oauthProvider: "microsoft", oauthId: "microsoft-ada" });
    await signIn(t, tenant, { email: "eve@example.com", oauthId: "google-eve" });
    const identities = await t.query(listIdentities, { sessionId: google.sessionId });
    expect(identities.map(({ provider, email, emailVerified }) => [provider, email, emailVerified])).toEqual([
      ["google", ada.email, true],
      ["microsoft", ada.email, true],
    ]);
    expect(JSON.stringify(identities)).not.toMatch(/google-ada|microsoft-ada|eve/);
  });
});

describe("exportMyData", () => {
  const told = { firstName: "Ada", lastName: "Lovelace", phone: "+44 20 5550100", jobTitle: "Analyst" };
  const thought = {
    ...{ notes: "Pays late.", tags: ["difficult"], source: "referral", sourceRef: "from Charles" },
    ...{ customFields: { rating: "poor" }, description: "A friend of Charles." },
  };

  test("holds account, identities, sessions and contact of the client", async () => {
    const t = backend();
    const tenant = await seedPortal(t);
    const { contactId } = await addContact(t, tenant, { ...told, organizationInfo: { name: "Engines" } });
    const { id, sessionId } = await signIn(t, tenant);
    await signIn(t, tenant, { oauthProvider: "microsoft", oauthId: "microsoft-ada" });
    const time = expect.any(Number) as number;
    const proven = { email: ada.email, emailVerified: true };
    const identity = { ...proven, linkedAt: time, lastLogin: time };
    const session = { createdAt: time, lastUsedAt: time, expiresAt: time };
    const exported = await t.query(exportMyData, { sessionId });
    expect(exported).toEqual({
      organization: { name: "Acme" },
      account: { id, name: ada.name, ...proven, createdAt: time, updatedAt: time, lastLogin: time },
      identities: [
        { provider: "google", subject: "google-ada", ...identity },
        { provider: "microsoft", subject: "microsoft-ada", ...identity },
      ],
      sessions: [
        { provider: "microsoft", ...session, current: false },
        { provider: "google", ...session, current: true },
      ],
      contact: {
        ...{ id: contactId, name: "Ada Lovelace", email: ada.email, ...told, company: null },
        ...{ organization: "Engines", eventRegistrations: [], createdAt: time, updatedAt: time },
      },
    });
    expect(JSON.parse(JSON.stringify(exported))).toEqual(exported);
  });

  test("holds nothing that staff keep for themselves, no secret, and nothing of others", async () => {
    const t = backend();
    const tenant = await seedPortal(t);
    const company = {
      organizationInfo: { name: "Engines", taxId: "TAX-1", billingEmail: "bills@engines.example" },
    };
    const { contactId, crmOrganizationId } = await addContact(t, tenant, { ...told, ...thought, ...company });
    await addContact(t, tenant, { email: "colleague@engines.example", crmOrganizationId });
    const client = await signIn(t, tenant);
    await signIn(t, tenant, { email: "eve@example.com", oauthId: "google-eve" });
    const page = await openPage(t, tenant.owner);
    const grant = { sessionId: page, contactId, crmOrgId: crmOrganizationId };
    await t.mutation(api.frontendUsers.grantCompanyVisibility, grant);
    const hashes = await t.run(async (ctx) =>
      (await ctx.db.query("frontendSessions").take(10)).map(({ tokenHash }) => tokenHash),
    );
    const exported = JSON.stringify(await t.query(exportMyData, { sessionId: client.sessionId }));
    const hidden = [
      ...Object.values(thought),
      "difficult",
      "poor",
      "rating",
      "TAX-1",
      "bills@",
      "colleague@",
      "eve@",
      "google-eve",
    ];
    for (const text of [...hidden, client.token, client.sessionId, ...hashes, tenant.owner.email]) {
      const words = typeof text === "string" ? text : JSON.stringify(text);
      expect(exported).not.toContain(words);
    }
    expect(exported).not.toMatch(/hash|token|secret|notes|tags|subtype|contactDecidedByStaff/i);
  });

  test("holds no contact of a client whose e-mail is only claimed", async () => {
    const t = backend();
    const tenant = await seedPortal(t);
    await addContact(t, tenant, told);
    const { sessionId } = await signIn(t, tenant, { emailVerified: false });
    expect(await t.query(exportMyData, { sessionId })).toMatchObject({ contact: null });
    expect(await codeOf(t.query(exportMyData, { sessionId: "ghc_made_up" }))).toBe("UNAUTHORIZED");
  });
});
