import { readFile } from "node:fs/promises";
import path from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type CliResult, type Deployment, startDeployment } from "../support/deployment";
import { api } from "./fixtures/app/convex/_generated/api";

// The CLI bundles, and checks types, in every one of these.
vi.setConfig({ testTimeout: 120_000 });

let deployment: Deployment;
let client: ConvexHttpClient;

beforeAll(async () => {
  deployment = await startDeployment();
  client = new ConvexHttpClient(deployment.url);
}, 120_000);

afterAll(async () => {
  await deployment.close();
});

async function succeed(...args: string[]): Promise<CliResult> {
  const result = await deployment.cli(args);
  expect(result, `${result.stdout}${result.stderr}`).toMatchObject({ code: 0 });
  return result;
}

describe("the official CLI", () => {
  test("codegen writes the types of the app and of its components, and they compile", async () => {
    await succeed("codegen");
    const generated = await readFile(path.join(deployment.appFolder, "convex/_generated/api.d.ts"), "utf8");
    for (const component of ["rateLimiter", "aggregate", "secondAggregate", "workpool"]) {
      expect(generated).toContain(`${component}: import(`);
    }
  });

  test("deploy", async () => {
    const { stderr } = await succeed("deploy", "-y", "--typecheck", "disable");
    expect(stderr).toContain(`Deployed Convex functions to ${deployment.url}`);
  });

  test("run: queries, mutations, actions, internal functions and functions of components", async () => {
    const sent = await succeed("run", "messages:send", '{"channel":"cli","author":"ada","body":"hello"}');
    expect(JSON.parse(sent.stdout)).toMatch(/^[0-9a-z]{31,37}$/);
    expect((await succeed("run", "messages:list", '{"channel":"cli"}')).stdout).toContain('"hello"');
    expect((await succeed("run", "actions:hashInNode", '{"text":""}')).stdout).toContain(
      "e3b0c44298fc1c149afbf4c8996fb924",
    );
    expect((await succeed("run", "messages:clear", '{"channel":"cli"}')).stdout.trim()).toBe("1");
    const value = await succeed(
      "run",
      "--component",
      "rateLimiter",
      "lib:getValue",
      '{"name":"greet","config":{"kind":"fixed window","rate":3,"period":1000}}',
    );
    expect(JSON.parse(value.stdout)).toMatchObject({ value: 3 });
  });

  test("run acts as an identity", async () => {
    const { stdout } = await succeed(
      "run",
      "--identity",
      '{"subject":"ada","issuer":"https://example.com"}',
      "actions:whoAmI",
    );
    expect(JSON.parse(stdout)).toMatchObject({ subject: "ada", tokenIdentifier: "https://example.com|ada" });
  });

  test("run lists the functions there are when one is not found, and shows what a function threw", async () => {
    const missing = await deployment.cli(["run", "messages:nothing"]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain("Could not find");
    expect(missing.stderr).toContain("counters:increment");
    const failed = await deployment.cli(["run", "messages:fail"]);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain("This mutation always fails");
  });

  test("env set, get, list and remove; functions see the change at once, after a restart too", async () => {
    await succeed("env", "set", "GREETING=hello there");
    expect((await succeed("env", "get", "GREETING")).stdout.trim()).toBe("hello there");
    expect((await succeed("env", "list", "--include-values")).stdout).toContain("GREETING=hello there");
    expect(await client.query(api.actions.greeting, {})).toBe("hello there");
    expect(await client.action(api.nodeActions.environment, {})).toMatchObject({ greeting: "hello there" });
    await deployment.restart();
    expect(await client.query(api.actions.greeting, {})).toBe("hello there");
    await succeed("env", "remove", "GREETING");
    expect(await client.query(api.actions.greeting, {})).toBeNull();
    const refused = await deployment.cli(["env", "set", "CONVEX_SITE_URL=x"]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("is built-in and cannot be overridden");
  });

  test("data lists tables and pages through their documents", async () => {
    for (let n = 0; n < 7; n++) {
      await client.mutation(api.values.insert, { group: "data", key: n });
    }
    const tables = (await succeed("data")).stdout.split("\n");
    expect(tables).toEqual(expect.arrayContaining(["counters", "messages", "values"]));
    const rows = await succeed("data", "values", "--limit", "5", "--order", "asc", "--format", "jsonLines");
    expect(
      rows.stdout
        .trim()
        .split("\n")
        .map((row) => (JSON.parse(row) as { key: number }).key),
    ).toEqual([0, 1, 2, 3, 4]);
    expect((await succeed("data", "values", "--limit", "2")).stdout).toMatch(/"data" +\| 6/);
    expect((await succeed("data", "--component", "rateLimiter")).stdout).toContain("rateLimits");
  });

  test("logs prints what functions logged and threw, and never an argument", async () => {
    const logs = deployment.cli(["logs", "--history", "100", "--success"], { stopAfterMs: 8_000 });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await client.mutation(api.messages.send, { channel: "logged", author: "ada", body: "argument-4711" });
    await client.mutation(api.messages.fail, {}).catch(() => {});
    await client
      .mutation(api.messages.send, {
        channel: "logged",
        author: 4712 as unknown as string,
        body: "argument-4711",
      })
      .catch(() => {});
    const { stdout } = await logs;
    expect(stdout).toContain("[CONVEX M(messages:send)] [LOG] 'sending to' 'logged'");
    expect(stdout).toContain("[CONVEX M(messages:fail)]");
    expect(stdout).toContain("This mutation always fails");
    expect(stdout).toContain("Function executed in");
    expect(stdout).not.toMatch(/argument-4711|4712/);
  });

  test("function-spec", async () => {
    const spec = JSON.parse((await succeed("function-spec")).stdout) as { url: string; functions: object[] };
    expect(spec.url).toBe(deployment.url);
    expect(spec.functions).toContainEqual(
      expect.objectContaining({
        identifier: "counters.js:increment",
        functionType: "Mutation",
        visibility: { kind: "public" },
      }),
    );
    expect(spec.functions).toContainEqual({ functionType: "HttpAction", method: "GET", path: "/counters/*" });
  });

  test("what is not built is refused by name", async () => {
    const result = await deployment.cli(["export", "--path", path.join(deployment.appFolder, "out.zip")]);
    expect(result.code).not.toBe(0);
    expect(result.stderr).toContain("is not supported by the embedded deployment");
  });
});
