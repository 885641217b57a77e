import { mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { transform } from "esbuild";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NodeWorker, type NodeWorkerOptions } from "../../embedded/runtime/nodeWorker";
import type { Caller, ModuleSource, Release } from "../../embedded/types";
import { app, header, http } from "./fixtures/workerModules";

const client: Caller = { kind: "client", identity: null };
let folder: string;
let worker: NodeWorker;
let calls: [string, unknown][];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "node-worker-"));
  // The CLI pushes modules with their packages inside; these import `convex/server` by name.
  await symlink(resolve(import.meta.dirname, "../../node_modules"), join(folder, "node_modules"), "dir");
  calls = [];
});
afterEach(async () => {
  await worker.close();
  await rm(folder, { recursive: true, force: true });
});

async function start(
  sources: Record<string, string>,
  options: Partial<NodeWorkerOptions> = {},
): Promise<NodeWorker> {
  const files = new Map<string, { bytes: Uint8Array; contentType: string | null }>();
  worker = new NodeWorker({
    folder,
    syscall: async (_context, name, args) => {
      const parsed = JSON.parse(args) as { args: { a: number } };
      calls.push([name, parsed]);
      if (parsed.args.a === 2) throw Object.assign(new Error("inner"), { data: '{"deep":true}' });
      if (parsed.args.a === 3) throw new Error("plain");
      return '"answer"';
    },
    storage: {
      store: async (_component, bytes, contentType) => (files.set("file1", { bytes, contentType }), "file1"),
      read: (_component, id) => files.get(id) ?? null,
    },
    ...options,
  });
  await worker.load(release("r1", sources), environment("red"));
  return worker;
}

function environment(colour: string) {
  return (instance: string) =>
    (instance === "" ? { COLOUR: colour } : { OWN: "1" }) as Record<string, string>;
}

function modules(
  sources: Record<string, string>,
  environment: "node" | "isolate" = "isolate",
): ModuleSource[] {
  return Object.entries(sources).map(([path, source]) => ({ path, source, sourceMap: null, environment }));
}

function release(id: string, sources: Record<string, string>): Release {
  const definition = { functions: {}, schema: null, crons: {}, httpRoutes: null, modules: modules(sources) };
  const instance = { children: {}, env: {} };
  return {
    id,
    definitions: { "": { ...definition, definitionPath: "" } },
    instances: {
      "": { ...instance, path: "", definitionPath: "" },
      child: { ...instance, path: "child", definitionPath: "" },
    },
  };
}

async function run(name: string, args: object = {}, component = ""): Promise<unknown> {
  const result = await worker.action(
    { component, path: `app.js:${name}` },
    JSON.stringify([args]),
    client,
    "request1",
  );
  return result.ok ? JSON.parse(result.value) : result;
}

describe("actions", () => {
  test("run with real host APIs and give back convex-encoded JSON", async () => {
    await start({ "app.js": app });
    expect(await run("echo", { text: "hi" })).toBe("HI");
    expect(await run("hash")).toBe(45);
  });

  test("see the environment of their component and nothing of the host", async () => {
    await start({ "app.js": app });
    expect(await run("environment")).toEqual({ atLoad: "red", now: "red", names: ["COLOUR"] });
    expect(await run("environment", {}, "child")).toEqual({ names: ["OWN"] });
  });

  test("keep the console lines of concurrent calls apart", async () => {
    await start({ "app.js": app });
    const outcomes = await Promise.all(
      ["one", "two"].map((word) =>
        worker.action({ component: "", path: "app.js:speak" }, JSON.stringify([{ word }]), client, word),
      ),
    );
    expect(outcomes.map((outcome) => outcome.logLines)).toEqual([
      ["[LOG] 'hello' 'one'", "[WARN] { word: 'one' }"],
      ["[LOG] 'hello' 'two'", "[WARN] { word: 'two' }"],
    ]);
  });

  test("report errors as Convex words them, with the data of a ConvexError", async () => {
    await start({ "app.js": app });
    const boom = (await run("boom")) as { message: string };
    expect(boom.message).toMatch(/^Uncaught Error: no luck\n {4}at .*\(?app\.js:\d+:\d+\)?/);
    const refused = (await run("refuse")) as { message: string; data: string };
    expect(JSON.parse(refused.data)).toEqual({ code: "TEAPOT", size: { $integer: "AwAAAAAAAAA=" } });
    expect(await run("throwLater")).toMatchObject({ ok: false, message: expect.stringContaining("late") });
  });

  test("map their stack to the sources that the push came with", async () => {
    await start({ "app.js": app });
    const source = `${header}export const boom = action({ handler: async () => { throw new Error("mapped"); } });`;
    const sourcefile = "../convex/deep/boom.ts";
    const built = await transform(source, {
      loader: "ts",
      sourcemap: "external",
      sourcefile,
      minifyWhitespace: true,
    });
    const mapped = release("r2", {});
    const module = {
      path: "app.js",
      source: built.code,
      sourceMap: built.map,
      environment: "isolate" as const,
    };
    const definitions = {
      "": { ...mapped.definitions[""], modules: [module] },
    } as unknown as Release["definitions"];
    await worker.load({ ...mapped, definitions }, environment("red"));
    expect(((await run("boom")) as { message: string }).message).toMatch(
      /\(\.\.\/convex\/deep\/boom\.ts:4:\d+\)$/,
    );
  });

  test("reach the deployment through syscalls, and the files", async () => {
    await start({ "app.js": app });
    expect(await run("ask", { a: 1 })).toBe("answer");
    expect(calls).toEqual([
      ["1.0/actions/query", expect.objectContaining({ name: "some:query", args: { a: 1 } })],
    ]);
    expect(await run("ask", { a: 2 })).toEqual([true, "inner", { deep: true }]);
    expect(await run("ask", { a: 3 })).toEqual([false, "plain", null]);
    expect(await run("files")).toEqual(["file1", true, "text/plain", "bytes", null]);
  });
});

describe("a worker that fails", () => {
  test("an endless loop fails the calls in flight, and a fresh worker serves the next", async () => {
    await start({ "app.js": app }, { stallMs: 400 });
    await run("echo", { text: "warm" });
    const [spinning, bystander] = await Promise.all([run("spin"), run("never")]);
    expect(spinning).toMatchObject({ ok: false, message: expect.stringContaining("kept it busy") });
    expect(bystander).toMatchObject({ ok: false });
    expect(await run("echo", { text: "again" })).toBe("AGAIN");
  });

  test("so does process.exit", async () => {
    await start({ "app.js": app });
    expect(await run("exit")).toMatchObject({ ok: false, message: expect.stringContaining("process.exit") });
    expect(await run("echo", { text: "again" })).toBe("AGAIN");
  });

  test("an action that takes too long is given up", async () => {
    await start({ "app.js": app }, { timeoutMs: 100 });
    expect(await run("never")).toMatchObject({
      message: "Function execution timed out (maximum duration: 0.1s)",
    });
  });
});

describe("load", () => {
  test("replaces code and environment; a call in flight ends in the code it began with", async () => {
    await start({ "app.js": app });
    const before = run("slow");
    await worker.load(release("r2", { "app.js": app.replace('"done"', '"new"') }), environment("blue"));
    expect(await run("slow")).toBe("new");
    expect(await before).toBe("done");
    expect(await run("environment")).toMatchObject({ atLoad: "blue" });
    await worker.load(release("r2", {}), environment("green"));
    expect(await run("environment")).toMatchObject({ atLoad: "green" });
    expect(await readdir(folder)).not.toContain("r1");
  });
});

describe("http", () => {
  const request = { method: "GET", headers: [], body: new Uint8Array() } as const;

  test("hands the request through and the response back, byte for byte", async () => {
    await start({ "http.js": http });
    const sent = { ...request, method: "POST", url: "http://site/mirror", body: new Uint8Array([0, 255, 7]) };
    const outcome = await worker.http({ ...sent, headers: [["x-given", "yes"]] }, client);
    expect(outcome).toMatchObject({ route: "/mirror", failure: null, response: { status: 201 } });
    expect(outcome.response?.body).toEqual(sent.body);
    expect(outcome.response?.headers).toEqual(
      expect.arrayContaining([
        ["x-seen", "yes"],
        ["set-cookie", "a=1"],
        ["set-cookie", "b=2"],
      ]),
    );
  });

  test("routes by prefix, HEAD as GET, and nothing else", async () => {
    await start({ "http.js": http });
    const get = await worker.http({ ...request, method: "HEAD", url: "http://site/any/thing?q=1" }, client);
    expect(get).toMatchObject({ route: "/any/*" });
    expect(Buffer.from(get.response?.body ?? []).toString()).toBe("http://site/any/thing?q=1");
    expect((await worker.http({ ...request, url: "http://site/none" }, client)).route).toBeNull();
    expect((await worker.http({ ...request, url: "http://site/bad" }, client)).failure).toContain("Response");
  });
});

describe("analyze", () => {
  const definition = (source: string) => ({
    definitionPath: "",
    modules: modules({ "tasks.js": source }, "node"),
  });

  test("lists the actions of Node modules", async () => {
    await start({});
    const source = `${header}import "node:fs"; export const a = action(async () => 1);
      export const b = internalAction({ args: {}, handler: async () => 1 }); export const other = 5;`;
    expect(await worker.analyze(definition(source), {})).toEqual({
      "tasks.js": [
        { name: "a", udfType: "Action", visibility: "public", args: '{"type":"any"}', returns: "null" },
        {
          name: "b",
          udfType: "Action",
          visibility: "internal",
          args: '{"type":"object","value":{}}',
          returns: "null",
        },
      ],
    });
    expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(/^analyze/));
  });

  test("refuses modules that do not load", async () => {
    await start({});
    const broken = definition('throw new Error("at import");');
    await expect(worker.analyze(broken, {})).rejects.toThrow(
      "Failed to analyze tasks.js: Uncaught Error: at import",
    );
  });
});
