import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { type Backend, backend } from "../setup";
import { ada, addContact, type PortalTenant, seedPortal, type SignedIn, signIn } from "../support/portal";
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

describe("listFrontendUsers and countFrontendUsers", () => {
  async function list(
    options: { linked?: boolean; status?: string; searchTerm?: string; limit?: number } = {},
  ) {
    const { searchTerm, limit, ...filters } = options;
    const tenant = { sessionId, organizationId: acme.organizationId };
    const page = await t.query(staff.listFrontendUsers, { ...tenant, ...options });
    const count = await t.query(staff.countFrontendUsers, { ...tenant, ...filters });
    return { ids: page.frontendUsers.map(({ id }) => id), page, count };
  }

  test("show the contact of each, and whether its company is open", async () => {
    const other = await signIn(t, acme, { email: "b@example.com", oauthId: "b", name: "Ben" });
    const contact = { id: contactId, name: ada.email };
    expect((await list()).page.frontendUsers).toMatchObject([
      { id: other.id, contact: null, companyVisible: false },
      { id: user.id, contact, companyVisible: false },
    ]);
    await t.mutation(staff.grantCompanyVisibility, { sessionId, contactId, crmOrgId });
    expect((await list({ linked: true })).page.frontendUsers).toMatchObject([
      { id: user.id, contact, companyVisible: true },
    ]);
  });

  test("are narrowed by whether there is a contact, with exact totals", async () => {
    const other = await signIn(t, acme, { email: "b@example.com", oauthId: "b" });
    expect(await list()).toMatchObject({ ids: [other.id, user.id], count: 2, page: { total: null } });
    expect(await list({ linked: false })).toMatchObject({ ids: [other.id], count: 1 });
    expect(await list({ linked: true, status: "suspended" })).toMatchObject({ ids: [], count: 0 });
    await t.mutation(staff.unlinkFrontendUser, target());
    expect(await list({ linked: false })).toMatchObject({ ids: [other.id, user.id], count: 2 });
    await t.mutation(staff.suspendFrontendUser, target());
    expect(await list({ linked: false, status: "suspended" })).toMatchObject({ ids: [user.id], count: 1 });
  });

  test("are searched by name and e-mail", async () => {
    const ben = await signIn(t, acme, { email: "ben@example.com", oauthId: "b", name: "Ben Baker" });
    for (const searchTerm of ["bak", "ben@example.com", "BEN baker"]) {
      expect(await list({ searchTerm }), searchTerm).toMatchObject({
        ids: [ben.id],
        page: { total: 1, hasMore: false, nextCursor: null },
      });
    }
    expect(await list({ searchTerm: "ben", linked: true })).toMatchObject({ ids: [], page: { total: 0 } });
    expect((await list({ searchTerm: "  " })).ids).toEqual([ben.id, user.id]);
    expect(await codeOf(list({ limit: 101 }))).toBe("INVALID_REQUEST");
  });
});

describe("getFrontendUser", () => {
  test("shows their contact with its company, and suggests one where there is none", async () => {
    const read = async (id: string = user.id) =>
      await t.query(staff.getFrontendUser, { sessionId, frontendUserId: id });
    const company = { crmOrganizationId: crmOrgId, crmOrganizationName: "Engines" };
    const linked = { id: contactId, name: ada.email, email: ada.email, archived: false };
    expect(await read()).toMatchObject({
      contact: { ...linked, ...company, companyVisible: false },
      suggestedContact: null,
    });
    await t.mutation(staff.grantCompanyVisibility, { sessionId, contactId, crmOrgId });
    expect((await read()).contact?.companyVisible).toBe(true);
    await t.mutation(staff.unlinkFrontendUser, target());
    const { archived: _archived, ...suggested } = linked;
    expect(await read()).toMatchObject({
      contact: null,
      suggestedContact: { ...suggested, emailVerified: true },
    });
    const unproven = { email: "c@example.com", oauthId: "c", emailVerified: false };
    const stranger = await signIn(t, acme, unproven);
    expect((await read(stranger.id)).suggestedContact).toBeNull();
    const { contactId: other } = await addContact(t, acme, { email: "c@example.com", firstName: "Cleo" });
    expect((await read(stranger.id)).suggestedContact).toEqual({
      ...{ id: other, name: "Cleo", email: "c@example.com", emailVerified: false },
    });
    await t.mutation(api.crmOntology.archiveContact, { sessionId, contactId: other });
    expect((await read(stranger.id)).suggestedContact).toBeNull();
  });
});
