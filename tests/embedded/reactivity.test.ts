import path from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import type { GenericId, Value } from "convex/values";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment";
import { soak } from "../support/rounds";
import type { Operation, Shape } from "./fixtures/items/convex/items";
import { applyOperation, type Item, type ItemFields } from "./support/itemModel";
import { randomItem, randomOperation, UNCOMMITTED } from "./support/itemRandom";
import * as subjects from "./support/itemWatches";
import { Watch } from "./support/itemWatches";
import { Random } from "./support/random";

const CLIENTS = 6;
const WATCHES_PER_CLIENT = 10;
const ITEMS_PER_CLIENT = 12;
const ROUNDS = soak(20, 340);
const timeout = soak(120_000, 1_800_000);
const SEED = Number(process.env.GUILDHALL_SEED ?? Date.now() % 1_000_000);

const write = makeFunctionReference<"mutation">("items:write");
const noop = makeFunctionReference<"mutation">("items:noop");
const addUnheardOf = makeFunctionReference<"mutation">("items:addUnheardOf");
const range = makeFunctionReference<"query">("items:range");

let deployment: Deployment;

beforeAll(async () => {
  deployment = await startDeployment({ app: path.join(import.meta.dirname, "fixtures/items") });
});

afterAll(async () => {
  await deployment.close();
});

describe("live queries", () => {
  test(
    `are never stale and never show what is not committed (GUILDHALL_SEED=${SEED})`,
    { timeout },
    async () => {
      const random = new Random(SEED);
      const http = new ConvexHttpClient(deployment.url, { logger: false });
      const actors = Array.from({ length: CLIENTS }, () => new Actor(deployment.url, random));
      let unheardOf = 0;
      let checks = 0;
      for (const actor of actors) {
        actor.watch(subjects.balance());
        actor.watch(subjects.unheardOf(() => unheardOf));
      }
      for (let round = 0; round < ROUNDS; round++) {
        actors.forEach((actor) => actor.changeWatches());
        await Promise.all(actors.map((actor) => actor.change()));
        if (round === 3 || random.chance(3)) {
          await http.mutation(addUnheardOf, { at: round });
          unheardOf++;
        }
        await Promise.all(actors.map((actor) => actor.settle()));
        const table = await currentItems(http, actors);
        for (const actor of actors) {
          await Promise.all(actor.watches.map((watch) => watch.check(http, table)));
          checks += actor.watches.length;
          expect(actor.watches.flatMap((watch) => watch.failures)).toEqual([]);
        }
      }
      await Promise.all(actors.map((actor) => actor.close()));
      expect(checks).toBeGreaterThanOrEqual(soak(1_000, 20_000));
    },
  );
});

/** A client with its own items, so that what all of them do together does not depend on whose turn it was. */
class Actor {
  watches: Watch[] = [];
  readonly items = new Map<GenericId<"items">, ItemFields>();
  private readonly client: ConvexClient;
  private pagesBegun = 0;

  constructor(
    url: string,
    private readonly random: Random,
  ) {
    this.client = new ConvexClient(url, { logger: false });
  }

  watch(subject: ConstructorParameters<typeof Watch>[1]): void {
    this.watches.push(new Watch(this.client, subject));
  }

  /** Drops some subscriptions and begins others, but keeps those that never end. */
  changeWatches(): void {
    const { random } = this;
    const [endless, others] = [this.watches.slice(0, 2), this.watches.slice(2)];
    const kept = others.filter((watch) => random.chance(85) || (watch.close(), false));
    this.watches = [...endless, ...kept];
    while (this.watches.length < WATCHES_PER_CLIENT) {
      this.watch(this.randomSubject());
    }
  }

  /** Several mutations at once; some of them fail after they have written. */
  async change(): Promise<void> {
    const running: Promise<void>[] = [];
    for (let count = 1 + this.random.int(4); count > 0; count--) {
      running.push(this.random.chance(20) ? this.failingMutation() : this.mutation());
    }
    await Promise.all(running);
  }

  /** A mutation resolves when this client has been shown everything up to it, so afterwards it must be up to date. */
  async settle(): Promise<void> {
    await this.client.mutation(noop, {});
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  private async mutation(): Promise<void> {
    const operations: Operation[] = [];
    for (let count = 1 + this.random.int(4); count > 0; count--) {
      const operation = randomOperation(this.random, [...this.items.keys()], ITEMS_PER_CLIENT);
      operations.push(operation);
      if ("id" in operation) {
        const next = applyOperation(operation, this.items.get(operation.id));
        if (next === undefined) {
          this.items.delete(operation.id);
        } else {
          this.items.set(operation.id, next);
        }
      }
    }
    const inserted = operations.flatMap((operation) => (operation.type === "insert" ? [operation.item] : []));
    const ids = (await this.client.mutation(write, { operations, fail: false })) as GenericId<"items">[];
    ids.forEach((id, at) => this.items.set(id, inserted[at] as ItemFields));
  }

  private async failingMutation(): Promise<void> {
    const item = { ...randomItem(this.random), note: UNCOMMITTED };
    const operations: Operation[] = [{ type: "insert", item }];
    if (this.items.size > 0) {
      const id = this.random.pick([...this.items.keys()]);
      operations.push({ type: "replace", id, item });
    }
    await expect(this.client.mutation(write, { operations, fail: true })).rejects.toThrow("asked to fail");
  }

  private randomSubject(): ConstructorParameters<typeof Watch>[1] {
    const { random } = this;
    const dice = random.int(100);
    if (dice < 60) {
      return subjects.range(random);
    }
    if (dice < 70 && this.items.size > 0) {
      return subjects.document(random.pick([...this.items.keys()]));
    }
    if (dice < 80) {
      return subjects.search(random);
    }
    const pages = this.watches.filter(isUnfinishedPage);
    const before = pages.length > 0 && random.chance(50) ? random.pick(pages) : null;
    return subjects.page(random, before, this.pagesBegun++);
  }
}

function isUnfinishedPage({ subject, first }: Watch): boolean {
  return subject.name === "page" && first !== undefined && !(first as { isDone: boolean }).isDone;
}

/** The table as the actors know it. The deployment is only asked for the creation times, which it alone decides. */
async function currentItems(http: ConvexHttpClient, actors: readonly Actor[]): Promise<Item[]> {
  const shape: Shape = { index: "by_creation_time", equal: [], order: "asc", end: { kind: "collect" } };
  const stored = (await http.query(range, { shape: shape as Value })) as Item[];
  const createdAt = new Map(stored.map((item) => [item._id, item._creationTime]));
  return actors.flatMap(({ items }) =>
    [...items].map(([_id, fields]) => ({ ...fields, _id, _creationTime: createdAt.get(_id) ?? NaN })),
  );
}
