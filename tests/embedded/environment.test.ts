import { describe, expect, test } from "vitest";
import { changeVariables, instanceEnvironment, parseChanges } from "../../embedded/server/environment";
import { LogStream } from "../../embedded/server/logs";
import type { ComponentInstance, Release } from "../../embedded/types";

describe("changeVariables()", () => {
  test("sets, replaces and removes, in the order of names", () => {
    const changes = [
      { name: "B", value: "2" },
      { name: "A", value: "1" },
      { name: "OLD", value: null },
    ];
    const changed = changeVariables({ OLD: "x", B: "0" }, changes);
    expect(Object.entries(changed)).toEqual([
      ["A", "1"],
      ["B", "2"],
    ]);
  });

  test.each([
    ["EnvironmentVariableNameInvalid", "1X", "v"],
    ["EnvironmentVariableNameInvalid", "A-B", "v"],
    ["EnvironmentVariableNameInvalid", "", "v"],
    ["EnvironmentVariableNameTooLong", "A".repeat(41), "v"],
    ["EnvironmentVariableValueTooLarge", "A", "ü".repeat(4097)],
    ["EnvVarNameForbidden", "CONVEX_CLOUD_URL", "v"],
  ])("refuses with %s", (code, name, value) => {
    expect(() => changeVariables({}, [{ name, value }])).toThrow(
      expect.objectContaining({ status: 400, code }),
    );
  });

  test("limits the number and the total size of variables", () => {
    const many = Array.from({ length: 1000 }, (_, n) => ({ name: `V${n}`, value: "" }));
    const full = changeVariables({}, many);
    expect(() => changeVariables(full, [{ name: "MORE", value: "" }])).toThrow("limit (1000) has been met");
    const large = Array.from({ length: 64 }, (_, n) => ({ name: `V${n}`, value: "x".repeat(8192) }));
    expect(() => changeVariables({}, large)).toThrow("exceeds the limit (524288 bytes)");
  });

  test("takes nothing but strings and nulls", () => {
    for (const body of [
      null,
      {},
      { changes: "A" },
      { changes: [{ name: "A" }] },
      { changes: [{ name: 1, value: "" }] },
    ]) {
      expect(() => parseChanges(body)).toThrow("Expected { changes");
    }
  });
});

describe("instanceEnvironment()", () => {
  const instance = (path: string, env: ComponentInstance["env"]): ComponentInstance => {
    return { path, definitionPath: path, children: {}, env };
  };
  const release: Release = {
    id: "release",
    definitions: {},
    instances: {
      "": instance("", {}),
      pool: instance("pool", {
        LEVEL: { type: "envVar", name: "APP_LEVEL" },
        GONE: { type: "envVar", name: "NOT_SET" },
      }),
      "pool/worker": instance("pool/worker", {
        OWN: { type: "value", value: "own" },
        INNER: { type: "envVar", name: "LEVEL" },
        SECRET: { type: "envVar", name: "SECRET" },
      }),
    },
  };
  const variables = { APP_LEVEL: "debug", SECRET: "s3cret", CONVEX_SITE_URL: "http://site" };

  test("the app sees everything, a component what its parents bound, all the way down", () => {
    expect(instanceEnvironment(release, "", variables)).toEqual(variables);
    expect(instanceEnvironment(release, "pool", variables)).toEqual({
      LEVEL: "debug",
      CONVEX_SITE_URL: "http://site",
    });
    expect(instanceEnvironment(release, "pool/worker", variables)).toEqual({
      OWN: "own",
      INNER: "debug",
      CONVEX_SITE_URL: "http://site",
    });
  });
});

describe("LogStream", () => {
  const execution = (line: string) => ({
    address: { component: "", path: "messages.js:send" },
    udfType: "Mutation" as const,
    identityType: "User",
    startedMs: 0,
    durationMs: 5,
    logLines: [line],
    error: null,
    environment: "isolate" as const,
  });

  test("a poll answers at once from the start, then waits for what comes after its cursor", async () => {
    const logs = new LogStream();
    const { signal } = new AbortController();
    const first = await logs.poll(0, signal);
    expect(first.entries).toEqual([]);
    const waiting = logs.poll(first.newCursor, signal);
    logs.append(execution("[LOG] 'one'"));
    const second = await waiting;
    expect(second.entries).toMatchObject([
      { identifier: "messages:send", logLines: ["[LOG] 'one'"], executionTime: 0.005 },
    ]);
    logs.append(execution("[LOG] 'two'"));
    logs.append(execution("[LOG] 'three'"));
    const third = await logs.poll(second.newCursor, signal);
    expect(third.entries).toHaveLength(2);
    expect((await logs.poll(0, signal)).entries).toHaveLength(3);
  });

  test("it forgets the oldest entries, and lets those who wait go when they hang up or it closes", async () => {
    const logs = new LogStream();
    for (let n = 0; n < 2_500; n++) {
      logs.append(execution(`[LOG] ${n}`));
    }
    const { entries, newCursor } = await logs.poll(0, new AbortController().signal);
    expect(entries.length).toBeLessThanOrEqual(2_000);
    expect(entries.at(-1)).toMatchObject({ logLines: ["[LOG] 2499"] });
    const hungUp = new AbortController();
    const waiting = [logs.poll(newCursor, hungUp.signal), logs.poll(newCursor, new AbortController().signal)];
    hungUp.abort();
    expect(await waiting[0]).toEqual({ entries: [], newCursor });
    logs.close();
    expect(await waiting[1]).toEqual({ entries: [], newCursor });
  });
});
