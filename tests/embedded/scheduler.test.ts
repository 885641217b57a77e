import { afterEach, describe, expect, test, vi } from "vitest";
import { InProcess, type TestApp } from "./support/inProcess";

const DAY = 86_400_000;

const app: TestApp = {
  functions: {
    later: "Mutation",
    laterThenThrow: "Mutation",
    cancel: "Mutation",
    jobs: "Query",
    notes: "Query",
    write: "Mutation",
    fail: "Mutation",
    act: "Action",
    failAct: "Action",
    hang: "Action",
    laterFromAction: "Action",
  },
  source: `
import { actionGeneric as action, mutationGeneric as mutation, queryGeneric as query, makeFunctionReference as ref } from "convex/server";
const schedule = async (ctx, { target, ms, args }) => await ctx.scheduler.runAfter(ms ?? 0, ref(target), args ?? {});
export const later = mutation({ handler: schedule });
export const laterThenThrow = mutation({ handler: async (ctx, args) => { await schedule(ctx, args); throw new Error("undone"); } });
export const laterFromAction = action({ handler: schedule });
export const cancel = mutation({ handler: async (ctx, { id }) => await ctx.scheduler.cancel(id) });
export const jobs = query({ handler: async (ctx) => await ctx.db.system.query("_scheduled_functions").collect() });
export const notes = query({ handler: async (ctx) => (await ctx.db.query("notes").collect()).map((note) => note.text) });
export const write = mutation({ handler: async (ctx, { text }) => { await ctx.db.insert("notes", { text }); } });
export const fail = mutation({ handler: async (ctx) => { await ctx.db.insert("notes", { text: "never" }); throw new Error("no luck"); } });
export const act = action({ handler: async (ctx, { text }) => { await ctx.runMutation(ref("app:write"), { text }); } });
export const failAct = action({ handler: async () => { throw new Error("no luck either"); } });
export const hang = action({ handler: async (ctx) => { await ctx.runMutation(ref("app:write"), { text: "hanging" }); await new Promise(() => {}); } });
`,
};

interface JobDocument {
  readonly _id: string;
  readonly name: string;
  readonly args: unknown[];
  readonly scheduledTime: number;
  readonly completedTime?: number;
  readonly state: { readonly kind: string; readonly error?: string };
}

let running: InProcess;
afterEach(async () => await running.close());

const jobs = async () => (await running.run("jobs")) as JobDocument[];
const notes = async () => await running.run("notes");
const later = async (target: string, args: object = {}, ms = 0) =>
  (await running.run("later", { target: `app:${target}`, args: { ...args }, ms })) as string;

async function settled(count: number): Promise<JobDocument[]> {
  return await vi.waitFor(
    async () => {
      const all = await jobs();
      expect(all.filter((job) => !["pending", "inProgress"].includes(job.state.kind))).toHaveLength(count);
      return all;
    },
    { timeout: 5_000, interval: 10 },
  );
}

describe("scheduled mutations", () => {
  test("run once, after their time, and are shown as Convex shows them", async () => {
    running = await InProcess.open(app);
    const before = Date.now();
    const id = await later("write", { text: "hi" }, 100);
    expect(await jobs()).toMatchObject([
      { _id: id, name: "app.js:write", args: [{ text: "hi" }], state: { kind: "pending" } },
    ]);
    const [job] = await settled(1);
    expect(job?.state).toEqual({ kind: "success" });
    expect(job?.completedTime).toBeGreaterThanOrEqual(before + 100);
    expect(await notes()).toEqual(["hi"]);
  });

  test("do not exist when the transaction that scheduled them failed", async () => {
    running = await InProcess.open(app);
    const args = { target: "app:write", args: { text: "hi" } };
    await expect(running.run("laterThenThrow", args)).rejects.toThrow("undone");
    expect(await jobs()).toEqual([]);
  });

  test("that fail leave nothing behind but the reason", async () => {
    running = await InProcess.open(app);
    await later("fail");
    const [job] = await settled(1);
    expect(job?.state.kind).toBe("failed");
    expect(job?.state.error).toMatch(/^(Uncaught )?Error: no luck/);
    expect(await notes()).toEqual([]);
  });

  test("all run, however many are due at once", async () => {
    running = await InProcess.open(app);
    const texts = Array.from({ length: 200 }, (_, i) => `note ${i}`);
    await Promise.all(texts.map((text) => later("write", { text })));
    const all = await settled(200);
    expect(all.every((job) => job.state.kind === "success")).toBe(true);
    expect(new Set((await notes()) as string[])).toEqual(new Set(texts));
    expect((await notes()) as string[]).toHaveLength(200);
  });

  test("survive a restart", async () => {
    running = await InProcess.open(app);
    await later("write", { text: "after" }, 200);
    await running.restart();
    await settled(1);
    expect(await notes()).toEqual(["after"]);
  });

  test("can be canceled until they run", async () => {
    running = await InProcess.open(app);
    const id = await later("write", { text: "hi" }, 150);
    await running.run("cancel", { id });
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await jobs()).map((job) => job.state.kind)).toEqual(["canceled"]);
    expect(await notes()).toEqual([]);
  });

  test("must exist, and lie within five years", async () => {
    running = await InProcess.open(app);
    await expect(running.run("later", { target: "nowhere:fn" })).rejects.toThrow(
      "Attempted to schedule function at nonexistent path: nowhere.js",
    );
    await expect(later("nothing")).rejects.toThrow("no exported function nothing found in the file: app.js");
    await expect(later("write", {}, 6 * 366 * DAY)).rejects.toThrow("more than 5 years in the future");
  });
});

describe("scheduled actions", () => {
  test("run and are marked with their outcome", async () => {
    running = await InProcess.open(app);
    await later("act", { text: "acted" });
    await running.run("laterFromAction", { target: "app:failAct" });
    const [acted, failed] = await settled(2);
    expect(acted?.state).toEqual({ kind: "success" });
    expect(failed?.state.error).toMatch(/^Uncaught Error: no luck either/);
    expect(await notes()).toEqual(["acted"]);
  });

  test("that a crash interrupted count as failed and do not run again", async () => {
    running = await InProcess.open(app);
    await later("act", { text: "acted" });
    const [job] = await settled(1);
    // What the folder looks like when the process dies between the action's effect and its mark.
    await running.restart(({ store: { sql } }) => {
      sql.prepare("UPDATE scheduled_jobs SET state = 'running' WHERE id = ?").run(job?._id);
    });
    const [after] = await jobs();
    expect(after?.state).toEqual({ kind: "failed", error: "Transient error while executing action" });
    expect(await notes()).toEqual(["acted"]);
  });

  test("stay canceled, even if they go on", async () => {
    running = await InProcess.open(app);
    const id = await later("hang");
    await vi.waitFor(async () => expect(await notes()).toEqual(["hanging"]));
    expect((await jobs())[0]?.state).toEqual({ kind: "inProgress" });
    await running.run("cancel", { id });
    expect((await jobs())[0]?.state).toEqual({ kind: "canceled" });
  });
});

test("finished jobs are forgotten after a week", async () => {
  running = await InProcess.open(app);
  await later("write", { text: "old" });
  await settled(1);
  await later("write", { text: "young" });
  await settled(2);
  await running.restart(({ store: { sql } }) => {
    const first = "SELECT id FROM scheduled_jobs ORDER BY at LIMIT 1";
    sql.prepare(`UPDATE scheduled_jobs SET at = at - ? WHERE id = (${first})`).run(7 * DAY + 1);
  });
  await vi.waitFor(async () => expect((await jobs()).map((job) => job.args)).toEqual([[{ text: "young" }]]));
});

describe("crons", () => {
  const every = (name: string, schedule: object) => ({
    name,
    args: [{ text: "tick" }],
    schedule: { ...schedule },
  });
  const ticking = { tick: every("app:write", { type: "interval", seconds: 1 }) };

  test("run at their interval and stop with the release that drops them", async () => {
    running = await InProcess.open({ ...app, crons: ticking });
    await vi.waitFor(async () => expect(await notes()).toEqual(["tick", "tick"]), { timeout: 4_000 });
    expect(await jobs()).toEqual([]);
    await running.install(app, "release2");
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(((await notes()) as string[]).length).toBeLessThanOrEqual(3);
  });

  test("catch up with one run after a long time off", async () => {
    running = await InProcess.open({
      ...app,
      crons: { hourly: every("app:write", { type: "hourly", minuteUTC: 0 }) },
    });
    await running.restart(({ store: { sql } }) => {
      sql.prepare("UPDATE cron_jobs SET at = at - ?").run(10 * DAY);
    });
    await vi.waitFor(async () => expect(await notes()).toEqual(["tick"]));
    const { at } = running.engine.store.sql.prepare("SELECT at FROM cron_jobs").get() as { at: number };
    expect(at).toBeGreaterThan(Date.now());
  });

  test("leave out a firing while the previous run goes on", async () => {
    running = await InProcess.open({
      ...app,
      crons: { slow: every("app:hang", { type: "interval", seconds: 1 }) },
    });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await notes()).toEqual(["hanging"]);
  });

  test("that cannot be read fail the push", async () => {
    running = await InProcess.open(app);
    const bad = { ...app, crons: { bad: every("app:write", { type: "cron", cron: "every day" }) } };
    await expect(running.install(bad, "release2")).rejects.toThrow("Invalid cron expression");
    expect(running.engine.release?.id).toBe("release1");
  });
});
