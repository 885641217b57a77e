import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { api } from "../../convex/_generated/api";
import { documentsOf } from "../api/support/documents";
import { type Server, startServer } from "../api/support/server";

const PASSWORD = "correct horse battery staple";
let server: Server;
let client: ConvexHttpClient;
let live: ConvexClient;
let staff: { sessionId: string; organizationId: string };

beforeAll(async () => {
  server = await startServer();
  const email = "owner@live.example";
  const { organizationId } = await server.run("setup:createOrganization", {
    ...{ organization: "Live", ownerEmail: email, password: PASSWORD },
  });
  client = new ConvexHttpClient(server.deployment.url, { logger: false });
  live = new ConvexClient(server.deployment.url, { logger: false });
  const { token } = await client.action(api.auth.signIn, { email, password: PASSWORD });
  const { sessionId } = await client.mutation(api.auth.openPage, { token });
  staff = { sessionId, organizationId };
});

afterAll(async () => {
  await live.close();
  await server.close();
});

async function addContact(email: string, tags: string[] = []): Promise<string> {
  const contact = { email, tags };
  return (await client.mutation(api.crmOntology.createContact, { ...staff, contact })).contact.id;
}

test("on a deployment, the audit and the figures of an open page follow what happens", async () => {
  const seen: string[][] = [];
  const newest = { ...staff, actorKind: "user" as const, limit: 2 };
  live.onUpdate(api.audit.listActions, newest, ({ actions }) => {
    seen.push(actions.map(({ action }) => action));
  });
  const totals: number[] = [];
  const nowMs = Math.floor(Date.now() / 60_000) * 60_000;
  live.onUpdate(api.dashboard.getFigures, { ...staff, nowMs }, ({ contacts }) => totals.push(contacts.total));
  await vi.waitFor(() => expect([seen.at(-1), totals.at(-1)]).toEqual([[], 0]), { timeout: 15_000 });
  const id = await addContact("ada@example.com");
  await vi.waitFor(() => expect([seen.at(-1), totals.at(-1)]).toEqual([["created"], 1]), { timeout: 15_000 });
  const change = { kind: "archive" as const };
  await client.mutation(api.bulk.changeObjects, { ...staff, type: "crm_contact", ids: [id], change });
  await vi.waitFor(() => expect([seen.at(-1), totals.at(-1)]).toEqual([["archived", "created"], 0]), {
    timeout: 15_000,
  });
});

test("on a deployment, pages of the audit are complete by every index", async () => {
  for (const name of ["a", "b", "c"]) {
    await addContact(`${name}@pages.example`);
  }
  const { sessionId, organizationId } = staff;
  const [all, ...others] = await Promise.all(
    [
      {},
      { actorKind: "user" as const },
      { actorKind: "user" as const, actorId: await ownerId() },
      { objectType: "crm_contact", action: "created" },
      { objectType: "crm_contact" },
    ].map(async (filters) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const args = { sessionId, organizationId, ...filters, cursor, limit: 1 };
        const page = await client.query(api.audit.listActions, args);
        ids.push(...page.actions.map((one) => `${one.action} ${one.objectName}`));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return ids;
    }),
  );
  expect(all?.slice(0, 3)).toEqual(["c", "b", "a"].map((name) => `created ${name}@pages.example`));
  const [byKind, byActor, byAction, byType] = others;
  expect([byKind, byActor, byType]).toEqual([all, all, all]);
  expect(byAction).toEqual(all?.filter((one) => one.startsWith("created")));
});

async function ownerId(): Promise<string> {
  const { actors } = await client.query(api.audit.listActors, staff);
  return actors.find(({ kind }) => kind === "user")?.id ?? "";
}

test("on a deployment, what is refused in a change of many takes back what it wrote", async () => {
  const full = await addContact(
    "full@example.com",
    Array.from({ length: 50 }, (_, index) => `tag ${index}`),
  );
  const good = await addContact("good@example.com");
  const before = documentsOf(server, "objectActions").length;
  const change = { kind: "tags" as const, add: ["more"], remove: [] };
  const ids = [full, "nothing", good];
  const { results } = await client.mutation(api.bulk.changeObjects, {
    ...staff,
    ...{ type: "crm_contact" as const, ids, change },
  });
  expect(results).toMatchObject([
    { ok: false, code: "INVALID_REQUEST" },
    { ok: false, code: "NOT_FOUND" },
    { ok: true, version: 2 },
  ]);
  expect(documentsOf(server, "objectActions")).toHaveLength(before + 1);
  const { results: found } = await client.query(api.search.searchEverything, { ...staff, term: "good" });
  expect(found).toMatchObject([{ type: "crm_contact", id: good }]);
});

test("on a deployment, a new release completes the lists at once", async () => {
  await vi.waitFor(
    () => expect(documentsOf(server, "listCompletions")).toMatchObject([{ fields: { isDone: true } }]),
    { timeout: 15_000 },
  );
});
