import path from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference, type PaginationResult } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment";
import { soak } from "../support/rounds";
import type { Operation } from "./fixtures/items/convex/items";
import type { Item } from "./support/itemModel";
import { Random } from "./support/random";

const ROUNDS = soak(3, 25);
const WRITERS = 4;
/** In-flight mutations per client over the WebSocket. */
const PIPELINED = 8;
const PAGE = 1_000;
const timeout = soak(120_000, 900_000);
const SEED = Number(process.env.GUILDHALL_SEED ?? Date.now() % 1_000_000);

const write = makeFunctionReference<"mutation">("items:write");
const ledger = makeFunctionReference<"query", Record<string, never>, { items: number; writes: number }>(
  "items:ledger",
);
const page = makeFunctionReference<"query", Record<string, unknown>, PaginationResult<Item>>("items:page");

let deployment: Deployment;

beforeAll(async () => {
  deployment = await startDeployment({ app: path.join(import.meta.dirname, "fixtures/items") });
});

afterAll(async () => {
  await deployment.close();
});

test(
  `every acknowledged write survives kill -9, once, and the maintained total is right (GUILDHALL_SEED=${SEED})`,
  { timeout },
  async () => {
    const random = new Random(SEED);
    const http = new ConvexHttpClient(deployment.url, { logger: false });
    let total = 0;
    let acknowledgedInAll = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const crash = new Crash(deployment.url, `round ${round}`);
      crash.start();
      await pause(100 + random.int(500));
      await deployment.kill();
      await crash.connectionLost();
      await deployment.start();
      await crash.settle();

      const stored = await storedTexts(http, crash.group);
      const known = new Set(stored);
      expect(known.size, "a write took effect twice").toBe(stored.length);
      expect(
        crash.acknowledged.filter((text) => !known.has(text)),
        "an acknowledged write is lost",
      ).toEqual([]);
      expect(
        stored.filter((text) => !crash.attempted.has(text)),
        "nobody wrote this",
      ).toEqual([]);
      total += stored.length;
      const counted = await http.query(ledger, {});
      expect(counted.items, "the ledger differs from a walk over the table").toBe(total);
      expect(counted.writes, "a client was shown what was lost").toBeGreaterThanOrEqual(crash.shownWrites);
      acknowledgedInAll += crash.acknowledged.length;
    }
    expect(acknowledgedInAll).toBeGreaterThan(ROUNDS * 20);
  },
);

/** Writers over HTTP and over WebSockets at work while the deployment dies. */
class Crash {
  readonly acknowledged: string[] = [];
  readonly attempted = new Set<string>();
  shownWrites = 0;
  private readonly http: ConvexHttpClient;
  private readonly clients: ConvexClient[];
  private readonly overHttp: Promise<void>[] = [];
  private readonly overSockets: Promise<void>[] = [];
  private isOver = false;

  constructor(
    url: string,
    readonly group: string,
  ) {
    this.http = new ConvexHttpClient(url, { logger: false });
    this.clients = Array.from({ length: WRITERS }, () => new ConvexClient(url, { logger: false }));
  }

  start(): void {
    this.clients[0]?.onUpdate(ledger, {}, ({ writes }) => {
      this.shownWrites = Math.max(this.shownWrites, writes);
    });
    for (let writer = 0; writer < WRITERS; writer++) {
      this.overHttp.push(this.writeOverHttp(`http ${writer}`));
    }
    for (const [writer, client] of this.clients.entries()) {
      for (let lane = 0; lane < PIPELINED; lane++) {
        this.overSockets.push(this.writeOverSocket(client, `socket ${writer} ${lane}`));
      }
    }
  }

  /** Over HTTP nobody knows what became of the last request; over a WebSocket the client asks again. */
  async connectionLost(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.overHttp);
  }

  async settle(): Promise<void> {
    await Promise.all(this.overSockets);
    await Promise.all(this.clients.map((client) => client.close()));
  }

  private async writeOverHttp(writer: string): Promise<void> {
    for (let count = 0; ; count++) {
      try {
        await this.write(`${writer} ${count}`, (args) =>
          this.http.mutation(write, args, { skipQueue: true }),
        );
      } catch {
        return;
      }
    }
  }

  private async writeOverSocket(client: ConvexClient, writer: string): Promise<void> {
    for (let count = 0; !this.isOver; count++) {
      await this.write(`${writer} ${count}`, (args) => client.mutation(write, args));
    }
  }

  private async write(
    text: string,
    send: (args: Record<string, unknown>) => Promise<unknown>,
  ): Promise<void> {
    this.attempted.add(text);
    const operations: Operation[] = [{ type: "insert", item: { group: this.group, text } }];
    await send({ operations, fail: false });
    this.acknowledged.push(text);
  }
}

async function storedTexts(http: ConvexHttpClient, group: string): Promise<string[]> {
  const texts: string[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < 100; pages++) {
    const args = { group, copy: 0, paginationOpts: { numItems: PAGE, cursor } };
    const found: PaginationResult<Item> = await http.query(page, args);
    texts.push(...found.page.map((item) => item.text));
    if (found.isDone) {
      return texts;
    }
    cursor = found.continueCursor;
  }
  throw new Error("The table has more pages than anybody can have written");
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
