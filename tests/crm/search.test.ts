import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { type Backend, backend } from "../setup";
import { ada, addContact, type PortalTenant, seedPortal, signIn } from "../support/portal";
import { codeOf, joinAs, openPage } from "../support/staff";

const crm = api.crmOntology;
let t: Backend;
let acme: PortalTenant;
let organizationId: string;
let sessionId: string;

beforeEach(async () => {
  t = backend();
  acme = await seedPortal(t);
  organizationId = acme.organizationId;
  sessionId = await openPage(t, acme.owner);
});

async function addCompany(organization: { name: string; industry?: string; website?: string }) {
  return (await t.mutation(crm.createCrmOrganization, { sessionId, organizationId, organization })).id;
}

describe("searchEverything", () => {
  function search(term: string, page = sessionId) {
    return t.query(api.search.searchEverything, { sessionId: page, organizationId, term });
  }

  test("finds contacts, companies and clients by the beginnings of words", async () => {
    const { id: clientId } = await signIn(t, acme, { email: "countess@example.com" });
    const company = await addCompany({ name: "Lovelace & Co", industry: "Engineering" });
    const bare = await addCompany({ name: "Lovely", website: "https://lovely.example" });
    const { contactId } = await addContact(t, acme, { firstName: "Ada", lastName: "Lovelace" });
    const current = { archived: false };
    const found = (await search("LOVE")).results;
    expect(found).toEqual([
      { type: "crm_contact", id: contactId, name: "Ada Lovelace", detail: ada.email, ...current },
      { type: "crm_organization", id: bare, name: "Lovely", detail: "https://lovely.example", ...current },
      { type: "crm_organization", id: company, name: "Lovelace & Co", detail: "Engineering", ...current },
      {
        ...{ type: "frontend_user", id: clientId, name: ada.name, detail: "countess@example.com" },
        ...current,
      },
    ]);
    expect((await search("lovel ada")).results.map(({ id }) => id)).toEqual([contactId, clientId]);
    expect((await search("countess")).results.map(({ id }) => id)).toEqual([clientId]);
    expect((await search("")).results).toEqual([]);
    expect((await search("ovelace")).results).toEqual([]);
  });

  test("shows six of a type at most, and nothing that is archived", async () => {
    const ids = [];
    for (let number = 0; number < 8; number += 1) {
      ids.push((await addContact(t, acme, { email: `${number}@many.example` })).contactId);
    }
    const [first = "", last = ""] = [ids[0], ids.at(-1)];
    await t.mutation(crm.archiveContact, { sessionId, contactId: last });
    const found = (await search("many")).results.map(({ id }) => id);
    expect(found).toEqual(ids.slice(1, 7).toReversed());
    expect(found).not.toContain(first);
  });

  test("is for everybody who works there, and nobody else", async () => {
    await addContact(t, acme);
    for (const role of ["member", "accountant", "viewer"] as const) {
      expect((await search("ada", await joinAs(t, acme, role))).results).toHaveLength(1);
    }
    const stranger = await openPage(t, (await seedPortal(t, "Rival")).owner);
    expect(await codeOf(search("ada", stranger))).toBe("NOT_FOUND");
  });
});

describe("searchCrmOrganizations", () => {
  test("finds companies in the order and the pages of their list", async () => {
    for (const name of ["Beta Works", "Alpha Works", "Gamma"]) {
      await addCompany({ name, industry: name === "Gamma" ? "Music" : "Art" });
    }
    const search = async (options: { sort?: "name"; limit?: number; offset?: number; industry?: string }) => {
      const args = { sessionId, organizationId, searchTerm: "works", ...options };
      const { organizations, ...rest } = await t.query(crm.searchCrmOrganizations, args);
      return { names: organizations.map(({ name }) => name), ...rest };
    };
    expect(await search({ sort: "name" })).toEqual({
      ...{ names: ["Alpha Works", "Beta Works"], total: 2, limit: 50, offset: 0, hasMore: false },
    });
    expect(await search({ sort: "name", limit: 1, offset: 1 })).toMatchObject({ names: ["Beta Works"] });
    expect(await search({ industry: "Music" })).toMatchObject({ names: [], total: 0 });
  });
});
