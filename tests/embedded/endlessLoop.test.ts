import { afterEach, beforeEach, expect, test } from "vitest";
import { admin, InProcess } from "./support/inProcess";

const app = {
  functions: {
    write: "Mutation",
    loop: "Mutation",
    writeAndLoop: "Mutation",
    notes: "Query",
    loopQuery: "Query",
    spin: "Query",
  },
  source: `
import { mutationGeneric as mutation, queryGeneric as query, makeFunctionReference as ref } from "convex/server";
export const write = mutation({ handler: async (ctx, { text }) => { await ctx.db.insert("notes", { text }); } });
export const loop = mutation({ handler: async (ctx) => { await ctx.db.insert("notes", { text: "inner" }); for (;;) {} } });
export const writeAndLoop = mutation({ handler: async (ctx) => {
  await ctx.db.insert("notes", { text: "outer" });
  try { await ctx.runMutation(ref("app:loop"), {}); } catch { await ctx.db.insert("notes", { text: "caught" }); }
} });
export const notes = query({ handler: async (ctx) => (await ctx.db.query("notes").take(10)).map((note) => note.text) });
export const loopQuery = query({ handler: async (ctx) => { await ctx.db.query("notes").take(1); for (;;) {} } });
export const spin = query({ handler: async (ctx, { turns }) => { let sum = 0; for (let turn = 0; turn < turns; turn += 1) sum = (sum * 31 + turn) | 0; return sum; } });
`,
} as const;

let running: InProcess;
beforeEach(async () => {
  running = await InProcess.open(app);
});
afterEach(async () => await running.close());

test("a mutation that is cut off inside a nested one leaves nothing behind, and its neighbours stay", async () => {
  const mutate = (name: string, args = {}) =>
    running.engine.mutation({ component: "", path: `app.js:${name}` }, args, admin);
  const [before, cutOff, after] = await Promise.all([
    mutate("write", { text: "before" }),
    mutate("writeAndLoop"),
    mutate("write", { text: "after" }),
  ]);
  expect([before.ok, cutOff.ok, after.ok]).toEqual([true, false, true]);
  expect(!cutOff.ok && cutOff.message).toContain("Function execution timed out (maximum duration: 1s)");
  expect(await running.run("notes")).toEqual(["before", "after"]);
}, 20_000);

test("a query that is cut off does not keep the next ones from reading", async () => {
  await expect(running.run("loopQuery")).rejects.toThrow("timed out");
  await running.run("write", { text: "later" });
  expect(await running.run("notes")).toEqual(["later"]);
}, 20_000);

test("a query that computes for more than a second is refused, also when it comes to its end", async () => {
  let turns = 1_000_000;
  let spentMs = 0;
  while (spentMs < 100) {
    turns *= 2;
    const { user } = process.cpuUsage();
    await running.run("spin", { turns });
    spentMs = (process.cpuUsage().user - user) / 1000;
  }
  await expect(running.run("spin", { turns: Math.ceil((turns * 1_500) / spentMs) })).rejects.toThrow(
    "Function execution timed out (maximum duration: 1s)",
  );
}, 20_000);
