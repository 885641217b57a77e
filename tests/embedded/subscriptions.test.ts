import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Intervals } from "../../embedded/sync/intervals";
import { type LiveQuery, Subscriptions } from "../../embedded/sync/subscriptions";
import type { Caller, KeyRange, QueryOutcome } from "../../embedded/types";
import { soak } from "../support/rounds";

const ANYONE: Caller = { kind: "client", identity: null };
const RELEASE: KeyRange = { index: 0, from: Buffer.from("r"), to: Buffer.from("s") };

describe("intervals", () => {
  test("find the same owners as a walk over all ranges", () => {
    const step = fc.record({
      isRemoval: fc.boolean(),
      index: fc.constantFrom(1, 2),
      from: fc.nat(20),
      length: fc.nat(10),
      key: fc.nat(30),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const intervals = new Intervals<number>();
        const all: { owner: number; range: KeyRange; handle: ReturnType<typeof intervals.add> }[] = [];
        for (const [owner, { isRemoval, index, from, length, key }] of steps.entries()) {
          const gone = isRemoval ? all.splice(from % (all.length + 1), 1)[0] : undefined;
          if (gone === undefined) {
            const range = { index, from: Buffer.from([from]), to: Buffer.from([from + length]) };
            all.push({ owner, range, handle: intervals.add(range, owner) });
          } else {
            intervals.remove(gone.handle);
          }
          const found: number[] = [];
          intervals.visit(index, Buffer.from([key]), (each) => found.push(each));
          const expected = all.filter(({ range }) => range.index === index && holds(range, key));
          expect(found.sort()).toEqual(expected.map((each) => each.owner).sort());
        }
      }),
      { numRuns: soak(300, 10_000) },
    );
  });
});

describe("subscriptions", () => {
  test("run a query again when a key that it read is written, and only then", () => {
    const world = new World();
    const watcher = world.watch("0-5");
    world.pass();
    expect(watcher.values()).toEqual(["[]"]);
    world.commit(5);
    world.pass();
    expect(world.runs).toBe(1);
    world.commit(3);
    world.commit(4);
    world.pass();
    expect(world.runs).toBe(2);
    expect(watcher.values()).toEqual(["[]", "[3,4]"]);
  });

  test("say nothing when the result is the same", () => {
    const world = new World();
    const watcher = world.watch("parity:0-9");
    world.commit(1);
    world.commit(2);
    world.pass();
    world.commit(3);
    world.commit(4);
    world.pass();
    expect(world.runs).toBe(2);
    expect(watcher.values()).toEqual(["0"]);
  });

  test("take an error that repeats for the same result", () => {
    const world = new World();
    const watcher = world.watch("fail:0-9");
    world.pass();
    world.commit(1);
    world.pass();
    expect(world.runs).toBe(2);
    expect(watcher.values()).toHaveLength(1);
  });

  test("run what several watch once, and forget it when nobody does", () => {
    const world = new World();
    const first = world.watch("0-5");
    const second = world.watch("0-5");
    world.pass();
    expect(world.runs).toBe(1);
    first.leave();
    world.commit(1);
    world.pass();
    expect(second.values()).toEqual(["[]", "[1]"]);
    expect(first.values()).toEqual(["[]"]);
    second.leave();
    world.commit(2);
    world.pass();
    expect(world.runs).toBe(2);
  });

  test("do not share between identities", () => {
    const world = new World();
    world.watch("0-5");
    world.watch("0-5", { kind: "admin", identity: { subject: "ada" } });
    world.pass();
    expect(world.runs).toBe(2);
  });

  test("run everything again after a push", () => {
    const world = new World();
    world.watch("0-5");
    world.watch("6-9");
    world.pass();
    world.subscriptions.commit({ ts: 1n, keys: [{ index: 0, key: Buffer.from("r") }], documents: [] });
    world.pass();
    expect(world.runs).toBe(4);
  });

  test("give a page its journal back, and a newcomer a page of its own", () => {
    const world = new World();
    const old = world.watch("page:2");
    world.commit(1);
    world.commit(5);
    world.pass();
    expect(old.values()).toEqual(["[1,5]"]);
    world.commit(3);
    const fresh = world.watch("page:2");
    world.pass();
    expect(old.values()).toEqual(["[1,5]", "[1,3,5]"]);
    expect(fresh.values()).toEqual(["[1,3]"]);
  });

  test("run every page again after a push, even those that ended up alike", () => {
    const world = new World();
    world.commit(1);
    world.commit(5);
    world.watch("page:2");
    world.pass();
    world.commit(1);
    world.watch("page:2");
    world.pass();
    world.commit(1);
    world.pass();
    const before = world.runs;
    world.subscriptions.commit({ ts: 9n, keys: [{ index: 0, key: Buffer.from("r") }], documents: [] });
    world.pass();
    expect(world.runs - before).toBe(2);
  });

  test("close whoever watches a query that the host cannot run, and go on with the rest", () => {
    const world = new World();
    const broken = world.watch("crash");
    const sound = world.watch("0-5");
    world.pass();
    expect(broken.errors).toHaveLength(1);
    expect(sound.values()).toEqual(["[]"]);
  });

  test("tell all who wait after the queries have run", () => {
    const world = new World();
    const watcher = world.watch("0-5");
    const seen: unknown[] = [];
    world.subscriptions.afterPass((ts) => seen.push(ts, watcher.values().length));
    world.commit(1);
    world.pass();
    expect(seen).toEqual([1n, 1]);
  });
});

/** A table of numbers. A query is a range of them; `runs` counts how often queries ran. */
class World {
  runs = 0;
  readonly subscriptions: Subscriptions;
  private readonly numbers = new Set<number>();
  private deferred: (() => void)[] = [];
  private ts = 0n;

  constructor() {
    const source = {
      now: () => this.ts,
      query: (
        address: { path: string },
        _args: object,
        _caller: Caller,
        { journal }: { journal: string | null },
      ) => this.query(address.path, journal),
    };
    this.subscriptions = new Subscriptions(source, [RELEASE], (work) => this.deferred.push(work));
  }

  watch(path: string, caller = ANYONE) {
    const errors: unknown[] = [];
    const seen: (string | undefined)[] = [];
    const isReady = () => live;
    const watcher = {
      changed: () => {
        const outcome = isReady()?.outcome;
        seen.push(outcome?.ok ? outcome.value : outcome?.message);
      },
      failed: (error: unknown) => void errors.push(error),
    };
    let live: LiveQuery | undefined = undefined;
    live = this.subscriptions.watch(
      { address: { component: "", path }, args: {}, caller, journal: null },
      watcher,
    );
    return {
      errors,
      values: () => seen.filter((value) => value !== undefined),
      leave: () => this.subscriptions.unwatch(live, watcher),
    };
  }

  commit(number: number): void {
    this.numbers.add(number);
    this.ts++;
    this.subscriptions.commit({
      ts: this.ts,
      keys: [{ index: 1, key: Buffer.from([number]) }],
      documents: [],
    });
  }

  pass(): void {
    const deferred = this.deferred;
    this.deferred = [];
    deferred.forEach((work) => work());
  }

  private query(path: string, journal: string | null): QueryOutcome {
    this.runs++;
    if (path === "crash") {
      throw new Error("out of memory");
    }
    const [kind = "", rest = kind] = path.split(":");
    if (kind === "page") {
      const all = this.between(0, 255);
      const page =
        journal === null ? all.slice(0, Number(rest)) : all.filter((each) => each <= Number(journal));
      const end = page.at(-1) ?? 255;
      const reads = [range(0, end)];
      return { ok: true, value: JSON.stringify(page), logLines: [], reads, journal: journal ?? String(end) };
    }
    const [from = 0, to = 0] = rest.split("-").map(Number);
    const reads = [range(from, to)];
    if (kind === "fail") {
      const requestId = String(this.runs);
      return { ok: false, message: "Uncaught Error", requestId, logLines: [], reads, journal: null };
    }
    const found = this.between(from, to);
    const value = JSON.stringify(kind === "parity" ? found.length % 2 : found);
    return { ok: true, value, logLines: [], reads, journal: null };
  }

  private between(from: number, to: number): number[] {
    return [...this.numbers].filter((each) => from <= each && each < to).sort((a, b) => a - b);
  }
}

function range(from: number, to: number): KeyRange {
  return { index: 1, from: Buffer.from([from]), to: Buffer.from([to]) };
}

function holds({ from, to }: KeyRange, key: number): boolean {
  return (from[0] ?? 0) <= key && key < (to[0] ?? 0);
}
