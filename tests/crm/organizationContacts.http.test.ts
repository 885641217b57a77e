import { beforeAll, describe, expect, test } from "vitest";
import { ask, type Backend, backend, seedTenant, type Tenant } from "../setup";

const people = [
  { email: "ann@a.example", firstName: "Ann", subtype: "lead" },
  { email: "ben@a.example", firstName: "Ben", subtype: "customer", status: "inactive" },
  { email: "cem@a.example", firstName: "Cem", subtype: "customer", tags: ["vip"] },
  { email: "dan@a.example", firstName: "Dan", subtype: "lead" },
];

let t: Backend;
let acme: Tenant;
let path: string;
let empty: string;

beforeAll(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
  empty = await createOrganization("Empty");
  const id = await createOrganization("Full");
  path = `/crm/organizations/${id}/contacts`;
  for (const person of people) {
    const { body } = await createContact({ ...person, crmOrganizationId: id });
    if (person.firstName === "Dan") {
      await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${body.contactId}`);
    }
  }
  await createContact({ email: "eve@b.example", crmOrganizationId: await createOrganization("Other") });
  await createContact({ email: "fay@c.example", firstName: "Ann" });
});

async function createOrganization(name: string): Promise<string> {
  return (await ask(t, acme.apiKey, "POST", "/crm/organizations", { body: { name } })).body.crmOrganizationId;
}

async function createContact(body: Record<string, unknown>) {
  return await ask(t, acme.apiKey, "POST", "/crm/contacts", { body });
}

async function list(query: string, route = path) {
  return await ask(t, acme.apiKey, "GET", `${route}${query}`);
}

describe("GET /crm/organizations/{id}/contacts", () => {
  test.each([
    ["", ["Cem", "Ben", "Ann"], 3],
    ["?sort=createdAt", ["Ann", "Ben", "Cem"], 3],
    ["?sort=-name&archived=all", ["Dan", "Cem", "Ben", "Ann"], 4],
    ["?archived=true", ["Dan"], 1],
    ["?subtype=lead", ["Ann"], 1],
    ["?subtype=lead&archived=all", ["Dan", "Ann"], 2],
    ["?status=inactive", ["Ben"], 1],
    ["?subtype=customer&status=active", ["Cem"], 1],
    ["?subtype=prospect", [], 0],
    ["?search=ann", ["Ann"], 1],
    ["?search=a&status=active&archived=all&sort=name", ["Ann", "Cem", "Dan"], 3],
  ])("200 for %s", async (query, names, total) => {
    const { status, body } = await list(query);
    expect(status).toBe(200);
    expect(body.contacts.map((one: { firstName: string }) => one.firstName)).toEqual(names);
    expect(body).toMatchObject({ total, limit: 50, offset: 0, hasMore: false, nextCursor: null });
  });

  test("200 pages by offset and by cursor, and says where the list ends", async () => {
    const first = (await list("?limit=2&sort=createdAt")).body;
    expect(first).toMatchObject({ total: 3, hasMore: true, contacts: [{ firstName: "Ann" }, {}] });
    const last = (await list(`?limit=2&sort=createdAt&cursor=${first.nextCursor}`)).body;
    expect(last).toMatchObject({ total: 3, offset: null, hasMore: false, nextCursor: null });
    expect(last.contacts).toMatchObject([{ firstName: "Cem" }]);
    expect((await list("?limit=2&sort=createdAt&offset=2")).body.contacts).toEqual(last.contacts);
    const narrowed = (await list("?limit=1&subtype=customer&sort=createdAt")).body;
    expect(narrowed).toMatchObject({ total: 2, hasMore: true, contacts: [{ firstName: "Ben" }] });
    const rest = (await list("?limit=1&subtype=customer&sort=createdAt&offset=1")).body;
    expect(rest).toMatchObject({ total: 2, hasMore: false, contacts: [{ firstName: "Cem" }] });
  });

  test("200 without contacts, and for an archived organization", async () => {
    const route = `/crm/organizations/${empty}/contacts`;
    expect((await list("", route)).body).toMatchObject({ contacts: [], total: 0, hasMore: false });
    await ask(t, acme.apiKey, "DELETE", `/crm/organizations/${empty}`);
    expect((await list("", route)).status).toBe(200);
  });

  test.each([
    ["?tag=vip", "tag"],
    ["?source=api", "source"],
    ["?industry=Health", "industry"],
    ["?subtype=boss", "subtype"],
    ["?limit=201", "limit"],
    ["?cursor=abcd", "cursor"],
    ["?offset=1&cursor=abcd", "cursor"],
    ["?sort=name&offset=1", "offset"],
  ])("400 for %s, before it is told whether the organization is there", async (query, field) => {
    for (const route of [path, `/crm/organizations/${"j".repeat(32)}/contacts`]) {
      const { status, body } = await list(query, route);
      expect([status, body.code, body.details[0].path]).toEqual([400, "INVALID_REQUEST", field]);
    }
  });
});
