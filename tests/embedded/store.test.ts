import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Store } from "../../embedded/store/store";
import type { Commit } from "../../embedded/types";

let folder: string;
let store: Store;
const damage: Error[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-"));
  store = open();
});
afterEach(async () => {
  store.close();
  await rm(folder, { recursive: true, force: true });
});

function open(): Store {
  return new Store(
    folder,
    () => null,
    (error) => damage.push(error),
  );
}

const names = () => store.read((tx) => tx.scan("", "names", { limit: 100 }).map(({ name }) => name));
const add = (name: string) => store.write((tx) => tx.insert("", "names", { name }));

test("a write is visible when its promise resolves, and not before", async () => {
  const writing = add("a");
  expect(names()).toEqual([]);
  await writing;
  expect(names()).toEqual(["a"]);
});

test("writes of one turn share a commit, in which each stands or falls alone", async () => {
  const results = await Promise.allSettled([
    add("a"),
    store.write((tx) => {
      tx.insert("", "names", { name: "lost" });
      throw new Error("no");
    }),
    add("b"),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(names()).toEqual(["a", "b"]);
});

test("what a transaction reads and writes is counted in bytes, not in characters", async () => {
  const usage = await store.write((tx) => {
    tx.insert("", "names", { name: "語".repeat(1_000) });
    tx.scan("", "names", { limit: 1 });
    return tx.usage.metrics();
  });
  expect(usage.bytesWritten?.used).toBeGreaterThan(3_000);
  expect(usage.bytesRead?.used).toBeGreaterThan(3_000);
});

test("a nested failure undoes its own writes, and tells nobody of them", async () => {
  const commits: Commit[] = [];
  store.onCommit((commit) => commits.push(commit));
  await store.write((tx) => {
    tx.insert("", "names", { name: "kept" });
    expect(() =>
      tx.nested(() => {
        tx.insert("", "names", { name: "undone" });
        throw new Error("inner");
      }),
    ).toThrow("inner");
  });
  expect(names()).toEqual(["kept"]);
  expect(commits.flatMap(({ documents }) => documents)).toHaveLength(1);
});

test("commits are told in order, with rising timestamps, after they are durable", async () => {
  const seen: bigint[] = [];
  store.onCommit((commit) => {
    seen.push(commit.ts);
    expect(names().length).toBeGreaterThan(0);
  });
  await Promise.all(["a", "b", "c"].map(add));
  expect(seen).toHaveLength(3);
  expect([...seen].sort((a, b) => (a < b ? -1 : 1))).toEqual(seen);
});

test("a full disk fails the writes of that commit, loses nothing older and lets reads go on", async () => {
  await add("before");
  const pages = store.sql.pragma("page_count", { simple: true }) as number;
  store.sql.pragma(`max_page_count = ${pages + 4}`);
  const large = "x".repeat(500_000);
  const results = await Promise.allSettled([add("small"), add(large), add("also small")]);
  expect(results[1]?.status).toBe("rejected");
  expect(names()[0]).toBe("before");
  expect(names()).not.toContain(large);
  const stored = names();
  results.forEach(({ status }, i) => {
    expect(stored.includes(["small", large, "also small"][i] ?? "")).toBe(status === "fulfilled");
  });
  store.sql.pragma("max_page_count = 1000000");
  await add("after");
  expect(names()).toContain("after");
  expect(damage).toEqual([]);
});

test("tables and indexes keep their numbers after a restart, even those of a transaction that was undone", async () => {
  await store
    .write((tx) => {
      tx.insert("", "undone", { name: "x" });
      throw new Error("no");
    })
    .catch(() => undefined);
  await add("a");
  const before = [store.catalog.find("", "undone")?.number, store.catalog.find("", "names")?.number];
  store.close();
  store = open();
  expect([store.catalog.find("", "undone")?.number, store.catalog.find("", "names")?.number]).toEqual(before);
  expect(names()).toEqual(["a"]);
});

test("an index that is built later holds old and new documents", async () => {
  await Promise.all(Array.from({ length: 1_200 }, (_, i) => add(`n${String(i % 40).padStart(2, "0")}`)));
  const table = store.catalog.ensure("", "names");
  const index = store.catalog.addIndex(table, { indexDescriptor: "by_name", fields: ["name"] });
  const building = store.backfill(index.id);
  await add("n07");
  await building;
  const found = store.read((tx) => tx.scan("", "names", { index: "by_name", eq: ["n07"], limit: 100 }));
  expect(found).toHaveLength(31);
});

test("results of requests are found again for a day, and not kept for ever", async () => {
  const DAY = 24 * 3_600_000;
  await store.write(() => store.once.remember("session", 1, "first", 0));
  await store.write(() => store.once.remember("session", 2, "second", DAY - 1));
  expect(store.once.find("session", 1)).toBe("first");
  await store.write(() => store.once.remember("session", 3, "third", 2 * DAY - 1));
  expect([1, 2, 3].map((request) => store.once.find("session", request))).toEqual([null, "second", "third"]);
});
