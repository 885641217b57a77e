import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../embedded/types";
import { formatSize, measure } from "../../embedded/values/size";
import { InProcess } from "./support/inProcess";

const MIB = 1024 * 1024;
const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${i}`, 0]));

let running: InProcess;
beforeAll(async () => {
  running = await InProcess.open({
    functions: {
      insert: "Mutation",
      fill: "Mutation",
      read: "Query",
      get: "Query",
      make: "Query",
      makeInAction: "Action",
      schedule: "Mutation",
      call: "Query",
      log: "Query",
      nothing: "Mutation",
    },
    source: `
import { actionGeneric as action, mutationGeneric as mutation, queryGeneric as query, makeFunctionReference as ref } from "convex/server";
const value = ({ what, length }) => what === "text" ? "x".repeat(length) : new Array(length).fill(0);
export const insert = mutation({ handler: async (ctx, { document }) => await ctx.db.insert("documents", document) });
export const fill = mutation({ handler: async (ctx, { table, count, length }) => {
  const text = "x".repeat(length ?? 0);
  for (let i = 0; i < count; i++) await ctx.db.insert(table, { text });
} });
export const read = query({ handler: async (ctx, { table, count }) => (await ctx.db.query(table).take(count)).length });
export const get = query({ handler: async (ctx, { id, count }) => { for (let i = 0; i < count; i++) await ctx.db.get(id); } });

export const make = query({ handler: async (_ctx, args) => value(args) });
export const makeInAction = action({ handler: async (_ctx, args) => value(args) });
export const schedule = mutation({ handler: async (ctx, { count, length }) => {
  for (let i = 0; i < count; i++) await ctx.scheduler.runAfter(86400000, ref("app:nothing"), { text: "x".repeat(length ?? 0) });
} });
export const call = query({ handler: async (ctx, { depth }) => depth === 0 ? 0 : 1 + await ctx.runQuery(ref("app:call"), { depth: depth - 1 }) });
export const log = query({ handler: async (_ctx, { lines, length }) => { for (let i = 0; i < lines; i++) console.log("x".repeat(length)); } });
export const nothing = mutation({ handler: async () => null });
`,
  });
}, 60_000);
afterAll(async () => await running.close());

const run = async (name: string, args: object) => await running.run(name, args as JsonObject);
const insert = async (document: object) => await run("insert", { document });
const passes = async (work: Promise<unknown>) => await expect(work).resolves.toBeDefined();
const refuses = async (work: Promise<unknown>, text: string) => await expect(work).rejects.toThrow(text);

describe("a document", () => {
  test("of 1 MiB, counted as Convex counts", async () => {
    const id = (await insert({ text: "" })) as string;
    const system = 2 + ("_id".length + 1 + id.length + 2) + ("_creationTime".length + 1 + 9);
    const longest = MIB - system - ("text".length + 1 + 2);
    await passes(insert({ text: "x".repeat(longest) }));
    await refuses(
      insert({ text: "x".repeat(longest + 1) }),
      "Value is too large (1.00 MiB > maximum size 1 MiB)",
    );
    await refuses(
      insert({ text: "ü".repeat(longest - 100_000) }),
      "Value is too large (1.81 MiB > maximum size 1 MiB)",
    );
  });

  test("of 16 levels", async () => {
    await passes(insert({ list: nested(15) }));
    await refuses(
      insert({ list: nested(16) }),
      "Document is too nested (nested 17 levels deep > maximum nesting 16)",
    );
  });

  test("with 1024 fields in an object and 8192 elements in an array", async () => {
    await passes(insert({ object: fields(1024) }));
    await refuses(
      insert({ object: fields(1025) }),
      "Object has too many fields (1025 > maximum number 1024)",
    );
    await passes(insert({ list: new Array(8192).fill(0) }));
    await refuses(
      insert({ list: new Array(8193).fill(0) }),
      "Array length is too long (8193 > maximum length 8192)",
    );
  });

  test("with field names of 64 characters, and of 1024 inside of objects", async () => {
    await passes(insert({ ["a".repeat(64)]: 1, object: { ["a".repeat(1024)]: 1 } }));
    await refuses(insert({ ["a".repeat(65)]: 1 }), "Identifier is too long (65 > maximum 64)");
    await refuses(
      insert({ object: { ["a".repeat(1025)]: 1 } }),
      "Field name is too long (1025 > maximum 1024)",
    );
  });

  test("without fields that begin with an underscore, and without half of a pair of surrogates", async () => {
    await refuses(insert({ _name: 1 }), "starts with an underscore");
    await passes(insert({ text: "😀" }));
    await refuses(insert({ text: "\ud83d" }), "Strings must be valid Unicode sequences");
  });
});

describe("a call", () => {
  test("with arguments of 64 levels, the list of them included", async () => {
    await passes(run("nothing", { list: nested(62) }));
    await refuses(
      run("nothing", { list: nested(63) }),
      "Invalid arguments for app.js:nothing: Value is too nested (nested 65 levels deep > maximum nesting 64)",
    );
  });

  test("with arguments of 16 MiB", async () => {
    const around = 2 + 2 + ("text".length + 1 + 2);
    await passes(run("nothing", { text: "x".repeat(16 * MIB - around) }));
    await refuses(
      run("nothing", { text: "x".repeat(16 * MIB - around + 1) }),
      "Arguments for app.js:nothing are too large (actual: 16.00 MiB, limit: 16 MiB)",
    );
  });

  test.each(["make", "makeInAction"])(
    "with a result of 16 MiB and arrays of 8192 elements: %s",
    async (name) => {
      await passes(run(name, { what: "text", length: 16 * MIB - 2 }));
      await refuses(
        run(name, { what: "text", length: 16 * MIB - 1 }),
        `Function app.js:${name} return value is too large (actual: 16.00 MiB, limit: 16 MiB)`,
      );
      await passes(run(name, { what: "list", length: 8192 }));
      await refuses(
        run(name, { what: "list", length: 8193 }),
        `Function app.js:${name} return value invalid: Array length is too long (8193 > maximum length 8192)`,
      );
    },
  );

  test("8 functions deep", async () => {
    expect(await run("call", { depth: 8 })).toBe(8);
    await refuses(
      run("call", { depth: 9 }),
      "Cross component call depth limit exceeded. Do you have an infinite loop in your app?",
    );
  });

  test("that logs 256 lines", async () => {
    const address = { component: "", path: "app.js:log" };
    const linesOf = (args: JsonObject) =>
      running.engine.query(address, args, { kind: "admin", identity: null }).logLines;
    expect(linesOf({ lines: 256, length: 1 })).toHaveLength(256);
    const [last, ...others] = linesOf({ lines: 300, length: 1 }).toReversed();
    expect(last).toBe("[ERROR] Log overflowed (maximum 256). Remaining log lines omitted.");
    expect(others).toHaveLength(256);
    expect(linesOf({ lines: 1, length: 5_000 })[0]).toMatch(/^.{4096} \(truncated due to length\)$/);
  });
});

describe("a transaction", () => {
  // Without code around it, which would have no more than its second for all this on a busy machine.
  test("that writes 16,000 documents and reads 32,000", async () => {
    const { engine } = running;
    const fill = (count: number) =>
      engine.write((tx) => {
        for (let i = 0; i < count; i++) tx.insert("", "many", { i });
      });
    const read = (limit: number) => engine.read((tx) => tx.scan("", "many", { limit }).length);
    await refuses(fill(16_001), "Too many writes in a single function execution (limit: 16000)");
    await fill(16_000);
    await fill(16_000);
    await fill(1);
    expect(read(32_000)).toBe(32_000);
    expect(() => read(32_001)).toThrow(
      "Too many documents read in a single function execution (limit: 32000). Consider using smaller limits",
    );
  }, 60_000);

  test("that writes 16 MiB and reads 16 MiB", async () => {
    const large = { table: "large", length: 1_048_000 };
    await refuses(
      run("fill", { ...large, count: 17 }),
      "Too many bytes written in a single function execution (limit: 16777216 bytes)",
    );
    await run("fill", { ...large, count: 16 });
    await run("fill", { ...large, count: 1 });
    expect(await run("read", { table: "large", count: 16 })).toBe(16);
    await refuses(
      run("read", { table: "large", count: 17 }),
      "Too many bytes read in a single function execution (limit: 16777216 bytes). Consider using",
    );
  });

  test("with 4,096 queries", async () => {
    const id = await insert({ text: "one" });
    await passes(run("get", { id, count: 4_096 }));
    await refuses(
      run("get", { id, count: 4_097 }),
      "Too many reads in a single function execution (limit: 4096). Consider using",
    );
  });

  test("that schedules 1,000 functions with arguments of 4 MiB each and 16 MiB together", async () => {
    await passes(run("schedule", { count: 1_000 }));
    await refuses(
      run("schedule", { count: 1_001 }),
      "Too many functions scheduled by this mutation (limit: 1000)",
    );
    const around = 2 + 2 + ("text".length + 1 + 2);
    await refuses(
      run("schedule", { count: 1, length: 4 * MIB - around + 1 }),
      "Arguments of a scheduled function are too large (actual: 4.00 MiB, limit: 4 MiB)",
    );
    await refuses(
      run("schedule", { count: 17, length: MIB - 300 }),
      "Too large total size of the arguments of scheduled functions from this mutation (limit: 16777216 bytes)",
    );
  });
});

describe("sizes", () => {
  test.each([
    [null, 1, 0],
    [true, 1, 0],
    [1.5, 9, 0],
    [{ $integer: "AQAAAAAAAAA=" }, 9, 0],
    [{ $float: "AAAAAAAA8H8=" }, 9, 0],
    [{ $bytes: "AQID" }, 5, 0],
    ["ü", 4, 0],
    [[], 2, 1],
    [[[1]], 13, 2],
    [{ ab: { c: "" } }, 2 + 3 + 2 + 2 + 2, 2],
  ])("of %j", (value, size, nesting) => {
    expect(measure(value)).toEqual({ size, nesting });
  });

  test.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1 KiB"],
    [1.5 * MIB, "1.50 MiB"],
    [20 * MIB, "20 MiB"],
  ])("%d bytes are written as %s", (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});
