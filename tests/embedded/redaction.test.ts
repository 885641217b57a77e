import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { withoutValues } from "../../embedded/runtime/failures";
import { type Deployment, startDeployment } from "../support/deployment";
import { api } from "./fixtures/app/convex/_generated/api";

const SECRET = "hunter2-hunter2";
const right = { session: { id: "s", rights: { read: 1 } }, kind: "a", items: [1] };
/** Arguments that fit no validator, each with the secret in another place. */
const wrong: [place: string, args: Record<string, unknown>, told: string][] = [
  ["a field", { ...right, session: { id: { [SECRET]: SECRET }, rights: {} } }, "Path: .session.id"],
  ["a missing sibling", { ...right, session: { rights: { [SECRET]: 1 } } }, "required field `id`"],
  ["an extra sibling", { ...right, password: SECRET }, "extra field `password`"],
  [
    "the value of a record",
    { ...right, session: { id: SECRET, rights: { a: SECRET } } },
    ".session.rights.*",
  ],
  [
    "the key of a record",
    { ...right, session: { id: SECRET, rights: { [SECRET]: "x" } } },
    ".session.rights.*",
  ],
  ["a union", { ...right, kind: SECRET }, "Path: .kind"],
  ["a member of a union", { ...right, kind: { kind: "b", n: SECRET } }, "Path: .kind"],
  ["an array", { ...right, items: [1, SECRET] }, "Path: .items[1]"],
];
const bad = wrong.map(([, args]) => args)[0] ?? {};

let deployment: Deployment;
beforeAll(async () => {
  deployment = await startDeployment();
}, 120_000);
afterAll(async () => await deployment.close());

async function post(url: string, body: unknown): Promise<string> {
  const headers = { "content-type": "application/json" };
  return await (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).text();
}
const call = (endpoint: string, path: string, args: unknown) =>
  post(`${deployment.url}/api/${endpoint}`, { path: `secrets:${path}`, args, format: "json" });

async function logs(): Promise<string> {
  const headers = { authorization: `Convex ${deployment.adminKey}` };
  return await (await fetch(`${deployment.url}/api/stream_function_logs?cursor=0`, { headers })).text();
}

function expectTold(answer: string, ...parts: string[]): void {
  for (const part of parts) expect(answer).toContain(part);
  expect(answer).not.toContain(SECRET);
}

describe("what was wrong is told without the value, over HTTP", () => {
  const doors = [
    ["query", "ask"],
    ["mutation", "change"],
    ["action", "act"],
    ["function", "change"],
  ] as const;
  test.each(wrong)("arguments with the secret in %s", async (_place, args, told) => {
    for (const [endpoint, path] of doors) {
      expectTold(await call(endpoint, path, args), "ArgumentValidationError", "Validator: v.", told);
    }
  });

  test("a result", async () => {
    for (const [endpoint, path] of [
      ["query", "answersWrong"],
      ["mutation", "changesWrong"],
      ["action", "actsWrong"],
    ] as const) {
      const answer = await call(endpoint, path, { text: SECRET });
      expectTold(answer, "ReturnsValidationError", "Validator: v.float64()");
    }
  });

  test("a mutation that an action calls, whether or not the action catches its error", async () => {
    expectTold(await call("action", "pass", { args: bad }), "ArgumentValidationError", ".session.id");
    expectTold(await call("action", "passOn", { args: bad }), "ArgumentValidationError", ".session.id");
  });

  test("a document that its schema refuses", async () => {
    const answer = await call("mutation", "insert", { name: "n", value: SECRET });
    expectTold(answer, "does not match the schema", "Path: .value", "v.float64()");
  });

  test("text that is no id", async () => {
    expectTold(await call("query", "get", { id: SECRET }), "Unable to decode ID: Invalid ID length 15");
  });

  test("a value that the convex package cannot send on, and what lies next to it", async () => {
    const told = "Date is not a supported Convex type (present at path .at";
    expectTold(await call("mutation", "insertsUnsupported", { text: SECRET }), told);
    expectTold(await call("action", "passesUnsupported", { text: SECRET }), told);
  });

  test("a function's name that is too long for one", async () => {
    const answer = await call("query", `${SECRET}${"a".repeat(1_024)}`, {});
    expectTold(answer, "BadJsonBody", "path: ");
  });

  test("an authorization header", async () => {
    const headers = { authorization: SECRET, "content-type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify({ path: "secrets:ask", args: {} }) };
    expectTold(await (await fetch(`${deployment.url}/api/query`, init)).text(), "InvalidAuthHeader");
  });
});

describe("what was wrong is told without the value", () => {
  test("over WebSocket", async () => {
    const client = new ConvexClient(deployment.url, {
      webSocketConstructor: WebSocket as unknown as typeof globalThis.WebSocket,
      logger: false,
    });
    const messageOf = (error: unknown) => (error as Error).message;
    const query = new Promise<string>((resolve, reject) => {
      client.onUpdate(
        api.secrets.ask,
        bad as never,
        () => reject(new Error("ran")),
        (e) => resolve(e.message),
      );
    });
    expectTold(await query, "ArgumentValidationError", ".session.id");
    expectTold(
      await client.mutation(api.secrets.change, bad as never).then(String, messageOf),
      "ArgumentValidationError",
    );
    expectTold(
      await client.action(api.secrets.act, bad as never).then(String, messageOf),
      "ArgumentValidationError",
    );
    await client.close();
  });

  test("by an HTTP action, whether or not it catches the error", async () => {
    expectTold(
      await post(`${deployment.siteUrl}/secrets/caught`, bad),
      "ArgumentValidationError",
      ".session.id",
    );
    expectTold(await post(`${deployment.siteUrl}/secrets/uncaught`, bad), "Server Error");
  });

  test("in the state of a scheduled function", async () => {
    const client = new ConvexHttpClient(deployment.url);
    const id = await client.mutation(api.secrets.scheduleWrong, { text: SECRET });
    const state = await vi.waitFor(async () => {
      const job = await client.query(api.journal.job, { id });
      expect(job?.state.kind).toBe("failed");
      return JSON.stringify(job?.state);
    });
    expectTold(state, "ArgumentValidationError", "Path: .text");
  });

  test("in the log and on the outputs of the process, after all of the above", async () => {
    const log = await logs();
    for (const name of ["ask", "change", "act", "answersWrong", "passOn", "insert", "scheduled"]) {
      expect(log).toContain(`"secrets:${name}"`);
    }
    expect(log).toContain("POST /secrets/uncaught");
    expectTold(log, "ArgumentValidationError", "ReturnsValidationError");
    expectTold(deployment.output, "ready");
    expectTold(
      (await deployment.cli(["logs", "--history", "1000"], { stopAfterMs: 5_000 })).stdout,
      "secrets:ask",
    );
  });
});

describe("withoutValues", () => {
  test.each([
    [
      "Uncaught Error: Set[1] is not a supported Convex type.",
      "Uncaught Error: Set is not a supported Convex type.",
    ],
    [
      'Uncaught Error: undefined is not a valid Convex value (present at path .a in original object {"a)":"undefined"}). To learn about it.',
      "Uncaught Error: undefined is not a valid Convex value (present at path .a). To learn about it.",
    ],
    ["Uncaught Error: all else stays\n  at a", "Uncaught Error: all else stays\n  at a"],
  ])("%s", (message, expected) => {
    expect(withoutValues(message)).toBe(expected);
  });
});
