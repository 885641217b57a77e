import { describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { backend } from "../setup";
import { ada, addContact, seedPortal, signIn } from "../support/portal";
import { codeOf } from "../support/staff";

const { getHome, listIdentities } = api.portalPages;

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
