import { ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment";
import { api } from "./fixtures/app/convex/_generated/api";

let deployment: Deployment;
let client: ConvexHttpClient;
beforeAll(async () => {
  deployment = await startDeployment();
  client = new ConvexHttpClient(deployment.url);
}, 120_000);
afterAll(async () => await deployment.close());

test("rate-limiter allows what its limit says and then tells how long to wait", async () => {
  const answers = [];
  for (let i = 0; i < 4; i++) answers.push(await client.mutation(api.components.greet, { who: "ada" }));
  expect(answers.map((answer) => answer.ok)).toEqual([true, true, true, false]);
  expect(answers[3]?.mustWait).toBe(true);
  expect((await client.mutation(api.components.greet, { who: "grace" })).ok).toBe(true);
});

test("aggregate counts and sums, whole and in bounds", async () => {
  const scores = Array.from({ length: 40 }, (_, i) => (i * 37) % 101);
  for (const [i, score] of scores.entries()) {
    await client.mutation(api.components.addScore, { id: `score ${i}`, score });
  }
  const totals = (all: number[]) => ({ count: all.length, sum: all.reduce((sum, score) => sum + score, 0) });
  expect(await client.query(api.components.scoreTotals, {})).toEqual(totals(scores));
  const upTo50 = scores.filter((score) => score <= 50);
  expect(await client.query(api.components.scoreTotals, { upTo: 50 })).toEqual(totals(upTo50));
});

test("workpool runs its actions in the background and reports each to the app", async () => {
  const values = [1, 2, 3, 4, 5];
  for (const value of values) {
    await client.mutation(api.components.enqueueDouble, { value, label: `job ${value}` });
  }
  await vi.waitFor(
    async () => {
      const done = (await client.query(api.journal.list, { kind: "doubled" })) as {
        label: string;
        outcome: number;
      }[];
      done.sort((a, b) => a.outcome - b.outcome);
      expect(done).toEqual(values.map((value) => ({ label: `job ${value}`, outcome: value * 2 })));
    },
    { timeout: 20_000, interval: 100 },
  );
});
