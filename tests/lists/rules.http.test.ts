import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sorts } from "../../lib/lists/cursor";
import { ask, type Backend, backend, seedTenant, type Tenant } from "../setup";

/** More than the largest page has. */
const CONTACTS = 205;
const names = ["subtype=lead", "status=inactive", "source=event", "tag=vip"];

async function unlimited(t: Backend): Promise<void> {
  await t.run(async (ctx) => {
    for await (const key of ctx.db.query("apiKeys")) {
      await ctx.db.patch("apiKeys", key._id, { limitPerMinute: 100_000 });
    }
  });
}

async function fill(t: Backend, { apiKey }: Tenant, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const body = {
      ...{ email: `${number}@example.com`, firstName: `N${(number * 7) % count}` },
      ...{
        subtype: number % 2 === 0 ? "lead" : "customer",
        status: number % 3 === 0 ? "inactive" : "active",
      },
      ...{ source: number % 5 === 0 ? "event" : "api", tags: number % 4 === 0 ? ["vip"] : [] },
    };
    ids.push((await ask(t, apiKey, "POST", "/crm/contacts", { body })).body.contactId);
  }
  return ids;
}

function idsOf({ contacts }: { contacts: { id: string }[] }): string[] {
  return contacts.map(({ id }) => id);
}

describe("GET /crm/contacts", () => {
  let t: Backend;
  let acme: Tenant;
  let ids: string[];
  const list = async (query: string) => (await ask(t, acme.apiKey, "GET", `/crm/contacts${query}`)).body;

  beforeAll(async () => {
    t = backend();
    acme = await seedTenant(t, "Acme");
    await unlimited(t);
    ids = await fill(t, acme, CONTACTS);
  });

  test("200 with 50 of them, the latest first, when nothing is asked for", async () => {
    const page = await list("");
    expect(idsOf(page)).toEqual(ids.toReversed().slice(0, 50));
    expect(page).toMatchObject({ total: CONTACTS, limit: 50, offset: 0, hasMore: true });
    expect(await list("?sort=-createdAt&archived=false&offset=0")).toEqual(page);
  });

  test.each([
    [1, 0, true],
    [200, 0, true],
    [200, 5, false],
    [200, 4, true],
    [5, 200, false],
    [4, 200, true],
    [1, 204, false],
    [1, 205, false],
    [200, 10_000, false],
  ])("200 with limit %i and offset %i, and hasMore %s", async (limit, offset, hasMore) => {
    for (const archived of ["false", "all"]) {
      const page = await list(`?sort=createdAt&limit=${limit}&offset=${offset}&archived=${archived}`);
      expect(idsOf(page)).toEqual(ids.slice(offset, offset + limit));
      expect(page).toMatchObject({ total: CONTACTS, limit, offset, hasMore });
      expect(page.nextCursor === null).toBe(!hasMore);
    }
  });

  test.each(names)("200 with an exact total and an exact end for %s", async (filter) => {
    const all = await list(`?${filter}&limit=200`);
    expect(all).toMatchObject({ total: all.contacts.length, hasMore: false, nextCursor: null });
    expect(all.total).toBeGreaterThan(20);
    const exactly = await list(`?${filter}&limit=${all.total}`);
    expect([exactly.hasMore, exactly.nextCursor]).toEqual([false, null]);
    expect((await list(`?${filter}&limit=${all.total - 1}`)).hasMore).toBe(true);
  });

  test("200 with an exact total for subtype and status, null for other pairs, and an exact end for all", async () => {
    const pairs = names.flatMap((one, index) => names.slice(index + 1).map((two) => `?${one}&${two}`));
    for (const pair of pairs) {
      const all = await list(`${pair}&limit=200`);
      const found = all.contacts.length;
      expect(found).toBeGreaterThan(0);
      expect([pair, all.total]).toEqual([pair, pair === "?subtype=lead&status=inactive" ? found : null]);
      const exactly = await list(`${pair}&limit=${found}`);
      expect([pair, exactly.hasMore, exactly.nextCursor]).toEqual([pair, false, null]);
    }
  });

  test.each(sorts)("200 for every page by cursor in the order %s, each contact once", async (sort) => {
    for (const limit of [1, 41, 200]) {
      const seen: string[] = [];
      for (let cursor = ""; seen.length < (limit === 1 ? 5 : CONTACTS);) {
        const page = await list(`?sort=${sort}&limit=${limit}${cursor}`);
        seen.push(...idsOf(page));
        cursor = `&cursor=${page.nextCursor}`;
        expect(page).toMatchObject({ total: CONTACTS, hasMore: page.nextCursor !== null });
      }
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  test("400 for a cursor of any other order, and for one together with an offset", async () => {
    for (const sort of sorts) {
      const { nextCursor } = await list(`?sort=${sort}&limit=1`);
      for (const other of sorts) {
        const answer = await list(`?sort=${other}&cursor=${nextCursor}`);
        expect([sort, other, answer.code]).toEqual([
          sort,
          other,
          sort === other ? undefined : "INVALID_REQUEST",
        ]);
      }
      const both = await list(`?sort=${sort}&cursor=${nextCursor}&offset=0`);
      expect(both.details).toEqual([{ path: "cursor", message: "cannot be combined with offset" }]);
    }
  });
});

describe("a cursor", () => {
  let t: Backend;
  let acme: Tenant;
  let ids: string[];
  const list = async (query: string, { apiKey } = acme) =>
    (await ask(t, apiKey, "GET", `/crm/contacts${query}`)).body;

  beforeEach(async () => {
    t = backend();
    acme = await seedTenant(t, "Acme");
    await unlimited(t);
    ids = await fill(t, acme, 6);
  });

  test.each(["createdAt", "-createdAt", "name", "-name"])(
    "stays where it is in the order %s, whatever happens to what was read and around it",
    async (sort) => {
      const before = idsOf(await list(`?sort=${sort}`));
      const first = await list(`?sort=${sort}&limit=3`);
      await ask(t, acme.apiKey, "DELETE", `/crm/contacts/${before[2]}`);
      await ask(t, acme.apiKey, "PATCH", `/crm/contacts/${before[4]}`, {
        body: { status: "inactive", phone: "1" },
      });
      await ask(t, acme.apiKey, "POST", "/crm/contacts", {
        body: { email: "new@example.com", firstName: "A" },
      });
      await ask(t, acme.apiKey, "POST", "/crm/contacts", {
        body: { email: "later@example.com", firstName: "Z" },
      });
      const rest = idsOf(await list(`?sort=${sort}&cursor=${first.nextCursor}`));
      expect(rest.filter((id) => before.includes(id))).toEqual(before.slice(3));
    },
  );

  test("may go on in another list of the same order", async () => {
    const { nextCursor } = await list("?sort=createdAt&limit=3");
    const rest = idsOf(await list(`?sort=createdAt&subtype=lead&cursor=${nextCursor}`));
    expect(rest).toEqual([ids[4]]);
  });

  test("of another tenant, or a forged one, only names a place in one's own list", async () => {
    const rival = await seedTenant(t, "Rival");
    await unlimited(t);
    await fill(t, rival, 2);
    const own = idsOf(await list("?archived=all", rival));
    const forged = (key: string) => Buffer.from(`createdAt:${key}`).toString("base64url");
    const { nextCursor } = await list("?sort=createdAt&limit=1");
    for (const cursor of [
      nextCursor,
      forged(""),
      forged("0"),
      forged(acme.organizationId),
      forged("\u{10ffff}"),
    ]) {
      const page = await list(`?sort=createdAt&archived=all&cursor=${cursor}`, rival);
      expect(page.total).toBe(2);
      expect(own).toEqual(expect.arrayContaining(idsOf(page)));
    }
  });
});
