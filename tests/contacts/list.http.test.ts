import { beforeAll, describe, expect, test } from "vitest";
import { ask, type Backend, backend, seedKey, seedTenant, type Tenant } from "../setup";

let t: Backend;
let acme: Tenant;
let other: Tenant;
let ids: string[];

const people = [
  { email: "anna.berg@north.example", firstName: "Anna", lastName: "Berg", subtype: "lead", tags: ["vip"] },
  {
    email: "björn@north.example",
    firstName: "Björn",
    lastName: "Åkesson",
    subtype: "customer",
    source: "event",
  },
  { email: "cem@south.example", firstName: "Cem", lastName: "Öz", company: "Süd GmbH", status: "inactive" },
  { email: "dana@south.example", firstName: "Dana", lastName: "Berger", phone: "+49 (170) 123-4567" },
  { email: "emil@south.example", firstName: "Emil", lastName: "Zweig", tags: ["vip", "größe"] },
];

beforeAll(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
  other = await seedTenant(t, "Other");
  ids = [];
  for (const body of people) {
    ids.push((await ask(t, acme.apiKey, "POST", "/crm/contacts", { body })).body.contactId);
  }
  await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${ids[4]}`);
  await ask(t, other.apiKey, "POST", "/crm/contacts", { body: people[0] });
});

async function list(query: string, key = acme.apiKey) {
  return await ask(t, key, "GET", `/crm/contacts${query}`);
}

async function firstNames(query: string): Promise<string[]> {
  const { body } = await list(query);
  return body.contacts.map((contact: { firstName: string }) => contact.firstName);
}

describe("GET /crm/contacts", () => {
  test("200 with the latest first and nothing of other tenants", async () => {
    const { status, body } = await list("");
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: 4, limit: 50, offset: 0, hasMore: false, nextCursor: null });
    expect(body.contacts.map((contact: { id: string }) => contact.id)).toEqual(ids.slice(0, 4).toReversed());
  });

  test.each([
    ["?subtype=customer", ["Björn"], 1],
    ["?status=inactive", ["Cem"], 1],
    ["?subtype=lead&status=active", ["Dana", "Anna"], 2],
    ["?source=EVENT", ["Björn"], 1],
    ["?tag=vip", ["Anna"], 1],
    ["?tag=vip&archived=all", ["Emil", "Anna"], 2],
    [`?tag=${encodeURIComponent("größe")}&archived=true`, ["Emil"], 1],
    ["?archived=true", ["Emil"], 1],
    ["?archived=all&sort=createdAt", ["Anna", "Björn", "Cem", "Dana", "Emil"], 5],
    ["?sort=name", ["Anna", "Björn", "Cem", "Dana"], 4],
    ["?sort=-name&archived=all", ["Emil", "Dana", "Cem", "Björn", "Anna"], 5],
    ["?tag=nobody", [], 0],
    ["?tag=vip&subtype=lead", ["Anna"], null],
    ["?tag=vip&source=api&archived=all", ["Emil", "Anna"], null],
  ])("200 for %s", async (query, expected, total) => {
    expect(await firstNames(query)).toEqual(expected);
    expect((await list(query)).body.total).toBe(total);
  });

  test("200 pages by offset and by cursor", async () => {
    const first = (await list("?limit=3&sort=createdAt")).body;
    expect(first).toMatchObject({ total: 4, limit: 3, offset: 0, hasMore: true });
    expect(await firstNames("?limit=3&offset=3&sort=createdAt")).toEqual(["Dana"]);
    const second = (await list(`?limit=3&sort=createdAt&cursor=${first.nextCursor}`)).body;
    expect(second).toMatchObject({ total: 4, offset: null, hasMore: false, nextCursor: null });
    expect(second.contacts[0].firstName).toBe("Dana");
    expect((await list("?offset=99")).body).toMatchObject({ contacts: [], total: 4, hasMore: false });
  });

  test.each([
    ["an", ["Anna"]],
    ["BERG", ["Dana", "Anna"]],
    ["bjorn", ["Björn"]],
    ["Öz", ["Cem"]],
    ["sud", ["Cem"]],
    ["south.ex", ["Dana", "Cem"]],
    ["anna north", ["Anna"]],
    ["berg dan", ["Dana"]],
    ["+49170123", ["Dana"]],
    ["(170) 123", ["Dana"]],
    ["erg", []],
    ["🎉", []],
    ["' OR 1=1 --", []],
  ])("200 searches the beginnings of words: %s", async (term, expected) => {
    const query = `?search=${encodeURIComponent(term)}`;
    expect(await firstNames(query)).toEqual(expected);
    expect((await list(query)).body.total).toBe(expected.length);
  });

  test("200 narrows a search by filters, and pages it by offset", async () => {
    expect(await firstNames("?search=south&archived=all&sort=name")).toEqual(["Cem", "Dana", "Emil"]);
    expect(await firstNames("?search=south&status=inactive")).toEqual(["Cem"]);
    expect(await firstNames("?search=north&source=event")).toEqual(["Björn"]);
    expect(await firstNames("?search=emil&archived=true&tag=vip")).toEqual(["Emil"]);
    const page = (await list("?search=south&limit=1&offset=1&sort=name")).body;
    expect(page).toMatchObject({ total: 2, limit: 1, offset: 1, hasMore: false, nextCursor: null });
    expect(page.contacts[0].firstName).toBe("Dana");
  });

  test.each([
    ["?lmit=5", "lmit", 'Did you mean "limit"?'],
    ["?limit=5&limit=6", "limit", "more than once"],
    ["?limit=0", "limit", "Too small"],
    ["?limit=201", "limit", "Too big"],
    ["?limit=1e2", "limit", "must be an integer"],
    ["?limit=", "limit", "must be an integer"],
    ["?offset=-1", "offset", "must be an integer"],
    ["?offset=1&cursor=abcd", "cursor", "cannot be combined"],
    ["?cursor=abcd", "cursor", "is not a cursor"],
    ["?cursor=%00", "cursor", "is not a cursor"],
    ["?subtype=boss", "subtype", "Invalid option"],
    ["?archived=yes", "archived", "Invalid option"],
    ["?sort=email", "sort", "Invalid option"],
    ["?tag=", "tag", "must not be empty"],
    ["?search=", "search", "Too small"],
    ["?sort=name&offset=1", "offset", "cursor"],
    ["?tag=vip&subtype=lead&offset=1", "offset", "cursor"],
    ["?search=anna&cursor=abcd", "cursor", "offset"],
  ])("400 for %s", async (query, field, message) => {
    const { status, body } = await list(query);
    expect([status, body.code]).toEqual([400, "INVALID_REQUEST"]);
    expect(body.details).toContainEqual({ path: field, message: expect.stringContaining(message) });
  });

  test("400 for a cursor of another order", async () => {
    const { nextCursor } = (await list("?limit=1&sort=name")).body;
    expect((await list(`?limit=1&sort=name&cursor=${nextCursor}`)).status).toBe(200);
    expect((await list(`?limit=1&sort=-name&cursor=${nextCursor}`)).status).toBe(400);
  });

  test("401 and 403 before the query is judged", async () => {
    const writer = await seedKey(t, acme.organizationId, ["contacts:write"]);
    const { secret } = { secret: await seedKey(t, acme.organizationId, ["*"]) };
    expect((await ask(t, null, "GET", "/crm/contacts?x=1")).status).toBe(401);
    expect((await list("?x=1", writer)).status).toBe(403);
    expect((await list("", secret)).status).toBe(200);
  });
});
