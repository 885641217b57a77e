import { beforeEach, describe, expect, test } from "vitest";
import { ask, type Backend, backend, seedTenant, type Tenant } from "../setup";

const path = "/crm/contacts";

let t: Backend;
let acme: Tenant;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t, "Acme");
});

describe("a field that JavaScript objects cannot hold", () => {
  test.each([
    ['{"email":"a@example.com","customFields":{"__proto__":1}}'],
    ['{"email":"a@example.com","customFields":{"\\u005f_proto__":1}}'],
    ['{"email":"a@example.com","customFields":{"__p\\u0072ot\\u006F__" : {"a":1}}}'],
    ['{"__\\u0070ro\\u0074o__":1,"email":"a@example.com"}'],
  ])("400 instead of losing it: %s", async (body) => {
    const answer = await ask(t, acme.apiKey, "POST", path, { body });
    expect(answer.status).toBe(400);
    expect(answer.body.details).toEqual([{ path: "__proto__", message: "Unknown field." }]);
    expect(await t.run((ctx) => ctx.db.query("objects").take(1))).toEqual([]);
  });

  test("201 where its name is only a text", async () => {
    const body = '{"email":"a@example.com","notes":"\\"__proto__\\": \\u005f_proto__","tags":["__proto__"]}';
    const { status, body: created } = await ask(t, acme.apiKey, "POST", path, { body });
    expect(status).toBe(201);
    const contact = await ask(t, acme.apiKey, "GET", `${path}/${created.contactId}`);
    expect(contact.body).toMatchObject({ notes: '"__proto__": __proto__', tags: ["__proto__"] });
  });
});

describe("unknown query parameters", () => {
  const target = `${path}/${"j".repeat(32)}`;
  const headers = { "Idempotency-Key": "k" };

  test("400 names twenty of thousands", async () => {
    const query = Array.from({ length: 3000 }, (_, index) => `q${index}`).join("&");
    const answer = await ask(t, acme.apiKey, "PATCH", `${target}?${query}`, { body: {}, headers });
    expect(answer.status).toBe(400);
    expect(answer.body.details).toHaveLength(20);
  });

  test("400 keeps broken Unicode out of what it repeats, also where it shortens a name", async () => {
    const name = `${"a".repeat(99)}${encodeURIComponent("😀")}`;
    const answer = await ask(t, acme.apiKey, "PATCH", `${target}?${name}=1`, { body: {}, headers });
    expect(answer.status).toBe(400);
    expect(answer.body.details[0].path).toBe(`${"a".repeat(99)}\ufffd…`);
  });
});
