import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment";
import { soak } from "../support/rounds";
import { api } from "./fixtures/app/convex/_generated/api";
import { Proxy } from "./support/proxy";
import { Random } from "./support/random";

const { get, increment } = api.counters;
const SEED = Number(process.env.GUILDHALL_SEED ?? Date.now() % 1_000_000);

let deployment: Deployment;
let proxy: Proxy;
let client: ConvexClient;
let http: ConvexHttpClient;
let name: string;
let shown: unknown;

beforeAll(async () => {
  deployment = await startDeployment();
});

afterAll(async () => {
  await deployment.close();
});

beforeEach(async (context) => {
  name = context.task.name;
  proxy = await Proxy.to(deployment.url);
  client = new ConvexClient(proxy.url, { logger: false });
  http = new ConvexHttpClient(deployment.url, { logger: false });
  client.onUpdate(get, { name }, (value: unknown) => (shown = value));
  await expect.poll(() => shown).toBe(0);
});

afterEach(async () => {
  await client.close();
  await proxy.close();
  shown = undefined;
});

describe("an official client whose connection breaks", { timeout: soak(60_000, 600_000) }, () => {
  test("while the answers to its mutations are under way has them take effect once", async () => {
    proxy.losesReplies = true;
    const running = Promise.all(Array.from({ length: 5 }, () => client.mutation(increment, { name })));
    await expect.poll(() => http.query(get, { name })).toBe(5);
    expect(shown).toBe(0);
    proxy.cut();
    expect((await running).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(shown).toBe(5);
    expect(await http.query(get, { name })).toBe(5);
  });

  test("while its mutations are under way has them take effect once", async () => {
    proxy.losesRequests = true;
    const running = Promise.all(Array.from({ length: 5 }, () => client.mutation(increment, { name })));
    await http.mutation(increment, { name, by: 100 });
    proxy.cut();
    await running;
    expect(shown).toBe(105);
  });

  test(`again and again, at any moment, loses and doubles nothing (GUILDHALL_SEED=${SEED})`, async () => {
    const random = new Random(SEED);
    const running: Promise<unknown>[] = [];
    for (let round = 0; round < soak(3, 40); round++) {
      for (let count = 0; count < 10; count++) {
        running.push(client.mutation(increment, { name }));
        await pause(random.int(4));
      }
      proxy.losesReplies = random.chance(50);
      proxy.losesRequests = random.chance(30);
      await pause(random.int(30));
      proxy.cut();
      // The client waits up to 24 seconds before it tries again, the longer the longer something stays unanswered.
      await expect.poll(() => client.connectionState().isWebSocketConnected, { timeout: 30_000 }).toBe(true);
      if (random.chance(50)) await Promise.all(running);
    }
    await Promise.all(running);
    expect(shown).toBe(running.length);
    expect(await http.query(get, { name })).toBe(running.length);
  });
});

describe("an official client whose deployment is killed", { timeout: 60_000 }, () => {
  test("has its mutations take effect once and its queries live again", async () => {
    const running = Array.from({ length: 20 }, () => client.mutation(increment, { name }));
    await running[0];
    const killed = deployment.kill();
    running.push(client.mutation(increment, { name }));
    await killed;
    running.push(client.mutation(increment, { name }));
    await deployment.start();
    await Promise.all(running);
    expect(shown).toBe(22);
    await http.mutation(increment, { name });
    await expect.poll(() => shown).toBe(23);
  });

  test("is served by a clean restart just the same", async () => {
    const running = Array.from({ length: 20 }, () => client.mutation(increment, { name }));
    await deployment.restart();
    await Promise.all(running);
    expect(shown).toBe(20);
    expect(await http.query(get, { name })).toBe(20);
  });
});

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
