import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sort, sorts } from "../../lib/lists/cursor";
import { type Answer, type Server, startServer } from "../api/support/server";
import { soak } from "../support/rounds";
import { Writers } from "./support/writers";

const CONTACTS = soak(400, 5000);
const LIMIT = soak(40, 100);
/** Few at a time: on a busy machine many would take longer than a function may. */
const BATCH = 50;
const WRITERS = 8;
const COMPANIES = 2;
const TEST_MS_MAX = soak(120_000, 900_000);

let server: Server;
let organizationId: string;
let key: string;
/** Of all current contacts, those that are there from the start to the end. */
let present: string[];

beforeAll(async () => {
  server = await startServer();
  organizationId = await server.organization("Walks");
  key = (await server.key(organizationId)).secret;
  for (let number = 0; number < COMPANIES; number += 1) {
    await send({ method: "POST", path: "/crm/organizations", body: { name: `Company ${number}` } });
  }
  for (let start = 0; start < CONTACTS; start += BATCH) {
    const count = Math.min(BATCH, CONTACTS - start);
    await server.run("demo:seedContacts", { organizationId, count });
  }
  present = await walk("/crm/contacts", { sort: "createdAt" });
});

afterAll(async () => await server.close());

async function send(sent: { method: string; path: string; body?: unknown }): Promise<Answer> {
  return await server.send({ ...sent, credential: key });
}

type Query = Readonly<Record<string, string | number>>;

async function page(path: string, query: Query): Promise<Answer["body"]> {
  const parameters = Object.entries({ limit: LIMIT, ...query }).map(([name, value]) => `${name}=${value}`);
  const { status, body } = await send({ method: "GET", path: `${path}?${parameters.join("&")}` });
  expect([status, body.code]).toEqual([200, undefined]);
  return body;
}

type Look = () => (page: Answer["body"]) => void;

/** Every id of a list by following its cursors. `look` is called around each request. */
async function walk(path: string, query: Query, look: Look = () => () => undefined): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const judge = look();
    const read: Answer["body"] = await page(path, cursor === "" ? query : { ...query, cursor });
    judge(read);
    ids.push(...idsOf(read));
    cursor = read.nextCursor;
  }
  return ids;
}

/** Every id of a list by counting on from page to page. */
async function walkByOffset(sort: Sort, look: Look): Promise<string[]> {
  const ids: string[] = [];
  for (let hasMore = true; hasMore;) {
    const judge = look();
    const read = await page("/crm/contacts", { sort, offset: ids.length });
    judge(read);
    ids.push(...idsOf(read));
    hasMore = read.hasMore;
  }
  return ids;
}

function idsOf({ contacts }: { contacts: { id: string }[] }): string[] {
  return contacts.map(({ id }) => id);
}

/** Judges each total by what the writers had begun and ended while the page was asked for. */
function within(writers: Writers): Look {
  return () => {
    const bounds = writers.bounds();
    return ({ total }) => {
      const { least, most } = bounds();
      expect(total).toBeGreaterThanOrEqual(least);
      expect(total).toBeLessThanOrEqual(most);
    };
  };
}

function repeated(ids: readonly string[]): string[] {
  const places = new Map(ids.map((id, index) => [id, index]));
  return ids.filter((id, index) => places.get(id) !== index);
}

function missing(ids: readonly string[], wanted: readonly string[]): string[] {
  const found = new Set(ids);
  return wanted.filter((id) => !found.has(id));
}

/** Reads while others write, and then counts what there is. */
async function whileWriting(archiving: boolean, read: (writers: Writers) => Promise<void>): Promise<void> {
  const writers = new Writers({ send, writers: WRITERS, present, archiving });
  try {
    await read(writers);
  } finally {
    await writers.end();
  }
  expect(await wrongTotals()).toEqual([]);
  expect((await page("/crm/contacts", {})).total).toBe(writers.current);
  present = await walk("/crm/contacts", { sort: "createdAt" });
}

test(
  "by cursor, in every order, each contact that existed throughout appears exactly once",
  () =>
    whileWriting(true, async (writers) => {
      for (const sort of sorts) {
        const lasting = [...writers.lasting];
        const ids = await walk("/crm/contacts", { sort }, within(writers));
        expect(repeated(ids)).toEqual([]);
        expect(missing(ids, lasting)).toEqual([]);
      }
      expect(writers.lasting.length).toBeGreaterThan(present.length);
    }),
  TEST_MS_MAX,
);

test(
  "by offset, while contacts are added and changed, none is missed, and none repeated from the oldest on",
  () =>
    whileWriting(false, async (writers) => {
      for (const sort of ["createdAt", "-createdAt"] as const) {
        const lasting = [...writers.lasting];
        const ids = await walkByOffset(sort, within(writers));
        expect(missing(ids, lasting)).toEqual([]);
        // What is added at the front pushes what was read to where is read next, so the latest first may repeat.
        expect(sort === "createdAt" ? repeated(ids) : []).toEqual([]);
      }
    }),
  TEST_MS_MAX,
);

const closed: Query[] = [
  {},
  { subtype: "lead" },
  { status: "active" },
  { subtype: "lead", status: "inactive" },
];
const open: Query[] = [{ source: "writer" }, { source: "event" }, { tag: "written" }, { tag: "vip" }];

/** The lists whose total is not the number of their objects, when nobody writes. */
async function wrongTotals(): Promise<string[]> {
  const { body } = await send({ method: "GET", path: "/crm/organizations" });
  const companies: { id: string }[] = body.organizations;
  const lists = [
    ...[...closed, ...open].map((filter) => ({ path: "/crm/contacts", filter })),
    ...companies.flatMap(({ id }) =>
      closed.map((filter) => ({ path: `/crm/organizations/${id}/contacts`, filter })),
    ),
  ];
  const wrong: string[] = [];
  for (const { path, filter } of lists) {
    for (const archived of ["false", "true", "all"]) {
      const query = { ...filter, archived, limit: 200 };
      const { total } = await page(path, query);
      const { length } = await walk(path, query);
      if (total !== length) {
        wrong.push(`${path} ${JSON.stringify(query)}: ${total} instead of ${length}`);
      }
    }
  }
  return wrong;
}
