import { afterEach, beforeEach, expect, test } from "vitest";
import { admin, InProcess } from "./support/inProcess";

const app = {
  functions: {
    write: "Mutation",
    loop: "Mutation",
    writeAndLoop: "Mutation",
    notes: "Query",
    loopQuery: "Query",
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
