import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Subscriptions } from "../../embedded/sync/subscriptions";
import { admin, InProcess } from "./support/inProcess";
import { KEY, SyncClient } from "./support/syncClient";

const address = (name: string) => ({ component: "", path: `app.js:${name}` });

let host: InProcess;
let stopListening: () => void;
let subscriptions: Subscriptions;

beforeAll(async () => {
  host = await InProcess.open({
    functions: {
      list: "Query",
      whoAmI: "Query",
      add: "Mutation",
      noop: "Mutation",
      fail: "Mutation",
      echo: "Action",
    },
    source: `
      import { actionGeneric, mutationGeneric, queryGeneric } from "convex/server";
      import { ConvexError } from "convex/values";
      export const list = queryGeneric(async (ctx, { of }) => {
        const rows = await ctx.db.query("rows").collect();
        return rows.filter((row) => row.of === of).map((row) => row.text);
      });
      export const whoAmI = queryGeneric(async (ctx) => (await ctx.auth.getUserIdentity())?.name ?? null);
      export const add = mutationGeneric(async (ctx, row) => { await ctx.db.insert("rows", row); return row.text; });
      export const noop = mutationGeneric(() => null);
      export const fail = mutationGeneric(() => { throw new ConvexError({ code: "NO" }); });
      export const echo = actionGeneric((_ctx, args) => args);
    `,
  });
  const { engine } = host;
  subscriptions = new Subscriptions(engine, [engine.syntheticRange("release")]);
  stopListening = engine.onCommit((commit) => subscriptions.commit(commit));
});

afterAll(async () => {
  stopListening();
  await host.close();
});

describe("a session", () => {
  let client: SyncClient;
  beforeEach(() => {
    client = connected();
    client.authenticate();
  });

  test("is told of its queries in transitions that follow each other without a gap", async () => {
    const of = randomUUID();
    client.ask(0, "list", { of });
    await client.until(() => client.values.has(0));
    await client.mutate(0, "add", { of, text: "one" });
    await client.until(() => client.ts >= client.response(0).ts);
    expect(client.values.get(0)).toEqual(["one"]);
    client.send({
      type: "ModifyQuerySet",
      baseVersion: 1,
      newVersion: 2,
      modifications: [{ type: "Remove", queryId: 0 }],
    });
    await client.until(() => !client.values.has(0));
    expect(client.version).toMatchObject({ querySet: 2, identity: 1 });
  });

  test("gets a transition up to a mutation that changed nothing", async () => {
    await client.mutate(0, "noop", {});
    const { ts } = client.response(0);
    await client.until(() => client.ts >= ts);
    await client.mutate(1, "noop", {});
    await client.until(() => client.transitionsSince(client.response(1)) > 0);
  });

  test("gets the data of a failed mutation, and no timestamp", async () => {
    await client.mutate(0, "fail", {});
    expect(client.response(0)).toMatchObject({ success: false, errorData: { code: "NO" } });
    expect(client.response(0)).not.toHaveProperty("ts");
  });

  test("has a mutation take effect once, however often it is sent", async () => {
    const of = randomUUID();
    client.send(client.mutation(0, "add", { of, text: "one" }));
    await client.mutate(0, "add", { of, text: "one" });
    await client.until(() => client.responses.length === 2);
    const again = new SyncClient(host.engine, subscriptions, client.sessionId);
    again.connect();
    again.authenticate();
    again.ask(0, "list", { of });
    await again.mutate(0, "add", { of, text: "one" });
    await again.until(() => again.ts >= again.response(0).ts && again.values.has(0));
    expect(again.response(0)).toMatchObject({ success: true, result: "one" });
    expect(again.values.get(0)).toEqual(["one"]);
  });

  test("has its mutations take effect in the order in which it sent them", async () => {
    const of = randomUUID();
    const texts = Array.from({ length: 20 }, (_, at) => `text ${at}`);
    texts.forEach((text, requestId) => client.send(client.mutation(requestId, "add", { of, text })));
    client.ask(0, "list", { of });
    await client.until(() => (client.values.get(0) as unknown[] | undefined)?.length === texts.length);
    expect(client.values.get(0)).toEqual(texts);
  });

  test("runs actions beside everything else", async () => {
    client.send({
      type: "Action",
      requestId: 0,
      udfPath: "app:echo",
      args: [{ a: { $integer: "AQAAAAAAAAA=" } }],
    });
    await client.until(() => client.responses.length === 1);
    expect(client.response(0)).toMatchObject({
      type: "ActionResponse",
      result: { a: { $integer: "AQAAAAAAAAA=" } },
    });
  });

  test("asks as the user that an admin acts as, and anew when that changes", async () => {
    client.ask(0, "whoAmI", {});
    await client.until(() => client.values.has(0));
    expect(client.values.get(0)).toBeNull();
    client.authenticate({
      baseVersion: 1,
      impersonating: { name: "Ada", subject: "ada", issuer: "https://id.test" },
    });
    await client.until(() => client.version.identity === 2);
    expect(client.values.get(0)).toBe("Ada");
  });

  test("that does not read gets nothing more, and the latest state when it does", async () => {
    const of = randomUUID();
    client.ask(0, "list", { of });
    await client.until(() => client.values.has(0));
    const before = client.sent.length;
    client.isCongested = true;
    await host.run("add", { of, text: "one" });
    await host.run("add", { of, text: "two" });
    await new Promise(setImmediate);
    expect(client.sent).toHaveLength(before);
    client.isCongested = false;
    client.session.drained();
    await client.until(() => client.sent.length > before);
    expect(client.sent).toHaveLength(before + 1);
    expect(client.values.get(0)).toEqual(["one", "two"]);
  });

  test("is busy while too many of its requests run", async () => {
    const of = randomUUID();
    for (let requestId = 0; requestId < 256; requestId++) {
      client.send(client.mutation(requestId, "add", { of, text: "" }));
    }
    expect(client.session.isBusy).toBe(true);
    await client.until(() => client.responses.length === 256);
    expect(client.session.isBusy).toBe(false);
  });

  test("does not see a commit that is under way", async () => {
    const of = randomUUID();
    const running = host.engine.mutation(address("add"), { of, text: "one" }, admin);
    expect(host.engine.query(address("list"), { of }, admin)).toMatchObject({ value: "[]" });
    await running;
    expect(host.engine.query(address("list"), { of }, admin)).toMatchObject({ value: '["one"]' });
  });
});

describe("a session is refused", () => {
  test("a token of a user", () => {
    const client = connected();
    client.send({ type: "Authenticate", tokenType: "User", value: "eyJ…", baseVersion: 0 });
    expect(client.sent).toEqual([
      {
        type: "AuthError",
        error: "custom auth is not supported by the embedded deployment",
        baseVersion: 0,
        authUpdateAttempted: true,
      },
    ]);
  });

  test("a wrong admin key, and internal functions without one", async () => {
    const client = connected();
    client.authenticate({ value: "wrong" });
    expect(client.sent).toMatchObject([{ type: "AuthError", authUpdateAttempted: true }]);
    client.ask(0, "list", {});
    await client.mutate(0, "noop", {});
    expect(client.response(0)).toMatchObject({
      success: false,
      result: expect.stringContaining("Could not find"),
    });
    await client.until(() => client.failures.has(0));
    expect(client.failures.get(0)).toContain("Could not find public function for 'app:list'");
    expect(client.version.identity).toBe(0);
  });

  const connect = {
    type: "Connect",
    sessionId: randomUUID(),
    connectionCount: 0,
    lastCloseReason: null,
    clientTs: 0,
  };
  const add = (change: object) => ({
    type: "ModifyQuerySet",
    baseVersion: 0,
    newVersion: 1,
    modifications: [{ type: "Add", queryId: 0, udfPath: "app:list", args: [{}], ...change }],
  });
  const authenticate = { type: "Authenticate", baseVersion: 0 };
  test.each<[string, unknown[]]>([
    ["text that is no JSON", ["{"]],
    ["a message that is no object", [[1]]],
    ["a message of no known type", [connect, { type: "Subscribe" }]],
    ["a message before Connect", [{ type: "Event" }]],
    ["a second Connect", [connect, connect]],
    ["a session without a UUID", [{ ...connect, sessionId: "1" }]],
    ["a timestamp that is not eight bytes", [{ ...connect, maxObservedTimestamp: "AA==" }]],
    ["a timestamp from the far future", [{ ...connect, maxObservedTimestamp: "/////////38=" }]],
    ["a query set that skips a version", [connect, { ...add({}), baseVersion: 1, newVersion: 2 }]],
    ["a query set that goes back", [connect, { ...add({}), newVersion: 0 }]],
    ["a query that is there already", [connect, add({}), { ...add({}), baseVersion: 1, newVersion: 2 }]],
    ["a removal of no query", [connect, add({ type: "Remove" })]],
    ["a query id that is no number", [connect, add({ queryId: "0" })]],
    ["arguments that are no object", [connect, add({ args: [null, 1] }), add({ args: ["x"] })]],
    ["a function without a name", [connect, add({ udfPath: null })]],
    ["an unknown kind of token", [connect, { ...authenticate, tokenType: "Magic", value: "" }]],
    [
      "an identity that is no object",
      [connect, { ...authenticate, tokenType: "Admin", value: KEY, impersonating: [] }],
    ],
    [
      "an Authenticate that skips a version",
      [connect, { ...authenticate, tokenType: "None", baseVersion: 3 }],
    ],
  ])("%s", (_what, messages) => {
    const client = new SyncClient(host.engine, subscriptions);
    messages.forEach((message) => client.send(message));
    expect(client.closedWith?.[0]).toBe(1008);
    expect(client.closedWith?.[1]).not.toBe("");
  });
});

function connected(): SyncClient {
  const client = new SyncClient(host.engine, subscriptions);
  client.connect();
  return client;
}
