import { ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment";
import { api } from "./fixtures/app/convex/_generated/api";

const JOBS = 150;
const SPACING_MS = 50;

let deployment: Deployment;
let client: ConvexHttpClient;
beforeAll(async () => {
  deployment = await startDeployment();
  client = new ConvexHttpClient(deployment.url);
}, 120_000);
afterAll(async () => await deployment.close());

async function schedule(what: "mutation" | "action", count: number) {
  const details = Array.from({ length: count }, (_, i) => i);
  const later = (detail: number) =>
    client.mutation(api.journal.schedule, { kind: what, detail, afterMs: 500 + detail * SPACING_MS, what });
  return await Promise.all(details.map(later));
}

test("over kill -9, scheduled mutations run exactly once and scheduled actions at most once", async () => {
  const [mutations, actions] = await Promise.all([schedule("mutation", JOBS), schedule("action", JOBS)]);
  const countOf = async (kind: string) => (await client.query(api.journal.list, { kind })).length;
  await vi.waitFor(async () => expect(await countOf("mutation")).toBeGreaterThan(JOBS / 5), {
    timeout: 20_000,
    interval: 5,
  });
  const before = await countOf("mutation");
  await deployment.kill();
  await deployment.start();

  const stateOf = async (id: (typeof mutations)[number]) =>
    (await client.query(api.journal.job, { id }))?.state.kind;
  const states = await vi.waitFor(
    async () => {
      const all = await Promise.all([...mutations, ...actions].map(stateOf));
      expect(all.filter((state) => state === "pending" || state === "inProgress")).toEqual([]);
      return all;
    },
    { timeout: 20_000, interval: 100 },
  );

  const ran = async (kind: string) =>
    ((await client.query(api.journal.list, { kind })) as number[]).sort((a, b) => a - b);
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(JOBS);
  expect(await ran("mutation")).toEqual(Array.from({ length: JOBS }, (_, i) => i));
  expect(states.slice(0, JOBS)).toEqual(Array.from({ length: JOBS }, () => "success"));

  const acted = await ran("action");
  expect(new Set(acted).size).toBe(acted.length);
  states.slice(JOBS).forEach((state, i) => {
    // An action whose mark the crash prevented may have had its effect; one marked as done must have had it.
    if (state === "success") expect(acted).toContain(i);
    else expect(state).toBe("failed");
  });
}, 60_000);
