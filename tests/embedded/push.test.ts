import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment";
import { api } from "./fixtures/app/convex/_generated/api";

// The CLI bundles, and checks types, in every one of these.
vi.setConfig({ testTimeout: 120_000 });

let deployment: Deployment;
let client: ConvexHttpClient;
let schema: string;

beforeAll(async () => {
  deployment = await startDeployment();
  client = new ConvexHttpClient(deployment.url);
  schema = await readFile(source("schema.ts"), "utf8");
}, 120_000);

afterAll(async () => {
  await deployment.close();
});

function source(file: string): string {
  return path.join(deployment.appFolder, "convex", file);
}

/** A push that must fail: with a message, an exit code, and soon. */
async function failingPush(): Promise<string> {
  const started = Date.now();
  const result = await deployment.cli(["deploy", "-y", "--typecheck", "disable"]);
  expect(result.code).toBe(1);
  expect(Date.now() - started).toBeLessThan(25_000);
  return result.stderr;
}

async function adminPost(
  route: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return await fetch(`${deployment.url}/api/${route}`, {
    method: "POST",
    headers: {
      authorization: `Convex ${deployment.adminKey}`,
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

/** What `npx convex function-spec` asks for, without the time that it takes to start. */
async function functionSpec(): Promise<string> {
  const question = { path: "_system/cli/modules:apiSpec", args: {}, format: "json" };
  const answer = await adminPost("query", question);
  expect(answer.status).toBe(200);
  return await answer.text();
}

describe("a push that fails changes nothing", () => {
  afterEach(async () => {
    await rm(source("extra.ts"), { force: true });
    await rm(source("auth.config.ts"), { force: true });
    await writeFile(source("schema.ts"), schema);
    // What served before goes on serving, without what the failed push brought.
    expect(await client.query(api.counters.get, { name: "nobody" })).toBe(0);
    const spec = await functionSpec();
    expect(spec).toContain('"counters.js:get"');
    expect(spec).not.toContain("extra.js");
  });

  test("a syntax error", async () => {
    await writeFile(source("extra.ts"), "export const broken = {\n");
    expect(await failingPush()).toContain("extra.ts");
  });

  test("a module that throws when it is imported", async () => {
    await writeFile(source("extra.ts"), `export const one = 1;\nthrow new Error("broken at import");\n`);
    const message = await failingPush();
    expect(message).toContain("Failed to analyze extra.js: Uncaught Error: broken at import");
    // The place is that of the source file, not of any bundle.
    expect(message).toMatch(/at .*convex\/extra\.ts:2:/);
  });

  test("a module that never stops when it is imported", async () => {
    await writeFile(source("extra.ts"), "export const one = 1;\nlet n = 0;\nwhile (Date.now() > 0) n++;\n");
    expect(await failingPush()).toContain("Failed to analyze extra.js");
  });

  test("a module that uses the database when it is imported", async () => {
    const code = `import { getFunctionName } from "convex/server";
      export const one = getFunctionName;
      (globalThis as any).Convex.syscall("1.0/queryStream", "{}");\n`;
    await writeFile(source("extra.ts"), code);
    expect(await failingPush()).toContain("Failed to analyze extra.js");
  });

  test('a "use node" module that throws, and one with a query', async () => {
    await writeFile(
      source("extra.ts"),
      `"use node";\nexport const one = 1;\nthrow new Error("broken in Node");\n`,
    );
    expect(await failingPush()).toContain("broken in Node");
    const query = `"use node";\nimport { query } from "./_generated/server";
      export const one = query({ args: {}, handler: async () => 1 });\n`;
    await writeFile(source("extra.ts"), query);
    expect(await failingPush()).toContain("Only actions can be defined in Node.js");
  });

  test("auth.config, vector indexes and staged indexes, which are refused by name", async () => {
    await writeFile(source("auth.config.ts"), "export default { providers: [] };\n");
    expect(await failingPush()).toContain("auth.config) is not supported by the embedded deployment");
    await rm(source("auth.config.ts"));
    const vector = `.vectorIndex("by_vector", { vectorField: "key", dimensions: 3 })\n    .index("by_key"`;
    await writeFile(source("schema.ts"), schema.replace('.index("by_key"', vector));
    expect(await failingPush()).toContain('"by_vector" of table "values") is not supported');
    const staged = '.index("by_key", { fields: ["key"], staged: true })';
    await writeFile(source("schema.ts"), schema.replace('.index("by_key", ["key"])', staged));
    expect(await failingPush()).toContain('("by_key" of table "values") is not supported');
  });

  test("a schema that an existing document contradicts", async () => {
    await client.mutation(api.messages.send, { channel: "strict", author: "ada", body: "no score" });
    await writeFile(
      source("schema.ts"),
      schema.replace("score: v.optional(v.number())", "score: v.number()"),
    );
    const message = await failingPush();
    expect(message).toContain("Schema validation failed");
    expect(message).toMatch(/Document with ID "\w+" in table "messages" does not match the schema/);
    expect(message).toContain("missing the required field `score`");
    // The old schema is still the one that is enforced.
    await client.mutation(api.messages.send, { channel: "strict", author: "ada", body: "still no score" });
  });
});

describe("the steps of a push", () => {
  interface Pushed {
    startPush: { schemaChange: Record<string, unknown> };
  }

  /** Starts a push of the serving modules with one more table, through the endpoints that the CLI uses. */
  async function startPush(table: string): Promise<Pushed> {
    const hashes = (await (await adminPost("get_config_hashes", {})).json()) as {
      moduleHashes: { path: string; environment: string; hash: string }[];
    };
    const kept = hashes.moduleHashes.filter(
      ({ path: module }) => module === "counters.js" || module.startsWith("_deps/"),
    );
    const schemaModule = {
      path: "schema.js",
      environment: "isolate",
      source: `export default { export: () => JSON.stringify({ schemaValidation: true, tables: [${table}] }) };`,
    };
    const response = await adminPost("deploy2/start_push", {
      adminKey: deployment.adminKey,
      dryRun: false,
      functions: "convex/",
      appDefinition: {
        definition: null,
        dependencies: [],
        schema: schemaModule,
        changedModules: [],
        unchangedModuleHashes: kept.map(({ path: module, environment, hash }) => {
          return { path: module, environment, sha256: hash };
        }),
        udfServerVersion: "1.48.0",
      },
      componentDefinitions: [],
      nodeDependencies: [],
    });
    expect(response.status).toBe(200);
    return { startPush: (await response.json()) as Pushed["startPush"] };
  }

  async function post(
    route: string,
    body: object,
  ): Promise<{ status: number; json: Record<string, unknown> }> {
    const response = await adminPost(`deploy2/${route}`, body);
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  }

  const strictCounters = `{ tableName: "counters", indexes: [], searchIndexes: [],
    documentType: { type: "object", value: { name: { fieldType: { type: "string" }, optional: false },
      value: { fieldType: { type: "literal", value: 1 }, optional: false } } } }`;

  test("a document written while a push is pending is checked, too", async () => {
    const pushed = await startPush(strictCounters);
    expect((await post("wait_for_schema", pushed.startPush)).json).toEqual({ type: "complete" });
    await client.mutation(api.counters.increment, { name: "late", by: 7 });
    const waited = await post("wait_for_schema", pushed.startPush);
    expect(waited.json).toMatchObject({ type: "failed", tableName: "counters", componentPath: "" });
    const finished = await post("finish_push", { ...pushed, dryRun: false });
    expect(finished).toMatchObject({ status: 400, json: { code: "RaceDetected" } });
    expect(await client.query(api.counters.get, { name: "late" })).toBe(7);
  });

  test("a push that another one overtook does not install", async () => {
    const pushed = await startPush(
      `{ tableName: "counters", indexes: [], searchIndexes: [], documentType: { type: "any" } }`,
    );
    expect((await post("wait_for_schema", pushed.startPush)).json).toEqual({ type: "complete" });
    await deployment.push();
    expect((await post("wait_for_schema", pushed.startPush)).json).toEqual({ type: "raceDetected" });
    const finished = await post("finish_push", { ...pushed, dryRun: false });
    expect(finished).toMatchObject({ status: 400, json: { code: "RaceDetected" } });
    expect(await client.query(api.messages.list, { channel: "nobody" })).toEqual([]);
  });

  test("a dry run installs nothing", async () => {
    await writeFile(
      source("extra.ts"),
      "import { query } from './_generated/server';\nexport const one = query({ args: {}, handler: async () => 1 });\n",
    );
    const result = await deployment.cli(["deploy", "-y", "--dry-run", "--typecheck", "disable"]);
    await rm(source("extra.ts"));
    expect(result.code).toBe(0);
    expect(await functionSpec()).not.toContain("extra.js");
  });

  test("an index is built over existing documents before it serves, and again when its fields change", async () => {
    const query = (key: string) => `import { query } from "./_generated/server";
      export const find = query({ args: {}, handler: async (ctx) => {
        const found = await ctx.db.query("messages").withIndex("by_some", (q) => q.eq("${key}", "zoe")).take(5);
        return found.map((each) => each.body);
      } });\n`;
    await client.mutation(api.messages.send, { channel: "other", author: "zoe", body: "by author" });
    await client.mutation(api.messages.send, { channel: "zoe", author: "other", body: "by channel" });
    for (const key of ["author", "channel"]) {
      const index = `.index("by_some", ["${key}"])\n    .searchIndex(`;
      await writeFile(source("schema.ts"), schema.replace(".searchIndex(", index));
      await writeFile(source("extra.ts"), query(key));
      await deployment.push();
      expect(await client.query(makeFunctionReference<"query">("extra:find"), {})).toEqual([`by ${key}`]);
    }
    await rm(source("extra.ts"));
    await writeFile(source("schema.ts"), schema);
    await deployment.push();
    await deployment.restart("SIGKILL");
    expect(await client.query(api.messages.list, { channel: "zoe" })).toHaveLength(1);
  });

  test("nobody pushes without the admin key", async () => {
    const wrong = await adminPost("deploy2/start_push", {}, { authorization: "Convex embedded|wrong" });
    expect([wrong.status, await wrong.json()]).toMatchObject([403, { code: "BadDeployKey" }]);
    const none = await fetch(`${deployment.url}/api/deploy2/start_push`, { method: "POST", body: "{}" });
    expect(none.status).toBe(403);
  });
});
