import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { ConvexProvider, ConvexReactClient, useQuery } from "convex/react";
import { ConvexError } from "convex/values";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type Deployment, startDeployment } from "../support/deployment";
import { api } from "./fixtures/app/convex/_generated/api";

const ada = { subject: "ada", issuer: "https://id.example.com", name: "Ada" };
const adaAsSeen = { ...ada, tokenIdentifier: "https://id.example.com|ada" };

let deployment: Deployment;
const opened: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  deployment = await startDeployment();
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((client) => client.close()));
});

afterAll(async () => {
  await deployment.close();
});

describe("ConvexHttpClient", () => {
  const client = () => new ConvexHttpClient(deployment.url, { logger: false });

  test("runs queries, mutations and actions", async () => {
    expect(await client().mutation(api.counters.increment, { name: "http", by: 2 })).toBe(2);
    expect(await client().query(api.counters.get, { name: "http" })).toBe(2);
    expect(await client().consistentQuery(api.counters.get, { name: "http" })).toBe(2);
    expect(await client().action(api.actions.incrementTwice, { name: "http" })).toBe(4);
  });

  test("gets the data of a ConvexError, and the message of any other", async () => {
    const empty = { channel: "http", author: "ada", body: "" };
    const failure = client().mutation(api.messages.send, empty);
    await expect(failure).rejects.toBeInstanceOf(ConvexError);
    await expect(failure).rejects.toMatchObject({ data: { code: "EMPTY_BODY", channel: "http" } });
    await expect(client().mutation(api.messages.fail, {})).rejects.toThrow("This mutation always fails");
    await expect(client().action(api.actions.fail, { structured: true })).rejects.toMatchObject({
      data: { code: "ACTION_FAILED" },
    });
  });

  test("carries every type of value there and back", async () => {
    const key = {
      int: 2n ** 62n,
      bytes: new Uint8Array([1, 2]).buffer,
      floats: [-0, NaN, Infinity],
      text: "é\0😀",
    };
    const id = await client().mutation(api.values.insert, { group: "types", key });
    expect(await client().query(api.values.get, { id })).toMatchObject({ key });
  });

  test("cannot reach internal functions", async () => {
    const internal = api as unknown as { messages: { clear: typeof api.messages.send } };
    const call = client().mutation(internal.messages.clear, { channel: "http" } as never);
    await expect(call).rejects.toThrow("Could not find public function for 'messages:clear'");
  });

  test("acts as a user with the admin key", async () => {
    const admin = client() as ConvexHttpClient & { setAdminAuth(key: string, identity: object): void };
    expect(await admin.query(api.actions.whoAmI, {})).toBeNull();
    admin.setAdminAuth(deployment.adminKey, ada);
    expect(await admin.query(api.actions.whoAmI, {})).toEqual(adaAsSeen);
  });
});

describe("ConvexClient", () => {
  test("shows a query live, across clients and protocols", async () => {
    const [watching, writing] = [open(), open()];
    const seen: number[] = [];
    watching.onUpdate(api.counters.get, { name: "live" }, (value) => seen.push(value));
    await expect.poll(() => seen).toEqual([0]);
    await writing.mutation(api.counters.increment, { name: "live" });
    await expect.poll(() => seen).toEqual([0, 1]);
    await new ConvexHttpClient(deployment.url, { logger: false }).mutation(api.counters.increment, {
      name: "live",
    });
    await expect.poll(() => seen).toEqual([0, 1, 2]);
  });

  test("has seen its own write when a mutation resolves", async () => {
    const client = open();
    let shown: number | undefined;
    client.onUpdate(api.counters.get, { name: "own" }, (value) => (shown = value));
    for (let count = 1; count <= 20; count++) {
      await client.mutation(api.counters.increment, { name: "own" });
      expect(shown).toBe(count);
    }
    await client.mutation(api.counters.noop, {});
  });

  test("gets errors of queries, mutations and actions", async () => {
    const client = open();
    const failures: Error[] = [];
    client.onUpdate(
      api.counters.get,
      { name: 1 } as never,
      () => undefined,
      (error) => failures.push(error),
    );
    await expect.poll(() => failures[0]?.message).toContain("ArgumentValidationError");
    const failure = client.mutation(api.messages.send, { channel: "ws", author: "ada", body: "" });
    await expect(failure).rejects.toMatchObject({ data: { code: "EMPTY_BODY" } });
    await expect(client.action(api.actions.fail, { structured: false })).rejects.toThrow(
      "This action always fails",
    );
  });

  test("runs actions without keeping mutations waiting", async () => {
    const client = open();
    expect(await client.action(api.actions.incrementTwice, { name: "action" })).toBe(2);
    const [hash, count] = await Promise.all([
      client.action(api.actions.hashInNode, { text: "a" }),
      client.mutation(api.counters.increment, { name: "action" }),
    ]);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(count).toBe(3);
  });

  test("keeps a page's ends while its rows change", async () => {
    const client = open();
    const send = (body: string) =>
      client.mutation(api.messages.send, { channel: "pages", author: "ada", body });
    for (const body of ["a", "b", "c", "d"]) {
      await send(body);
    }
    let bodies: string[] = [];
    const args = { channel: "pages", paginationOpts: { numItems: 2, cursor: null } };
    client.onUpdate(api.messages.page, args, ({ page }) => (bodies = page.map((message) => message.body)));
    await expect.poll(() => bodies).toEqual(["a", "b"]);
    const [first] = await client
      .query(api.messages.list, { channel: "pages", limit: 4 })
      .then((all) => all.slice(-1));
    await client.mutation(api.messages.remove, { id: first?._id as never });
    expect(bodies).toEqual(["b"]);
  });

  test("acts as a user with the admin key", async () => {
    const client = open();
    const seen: unknown[] = [];
    client.onUpdate(api.actions.whoAmI, {}, (value) => seen.push(value));
    await expect.poll(() => seen).toEqual([null]);
    (client as unknown as { setAdminAuth(key: string, identity: object): void }).setAdminAuth(
      deployment.adminKey,
      ada,
    );
    await expect.poll(() => seen).toEqual([null, adaAsSeen]);
  });

  test("learns that its users' tokens are not accepted", async () => {
    const client = open();
    const states: boolean[] = [];
    const token = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"ada","iat":1,"exp":4000000000}')}.x`;
    client.setAuth(
      () => Promise.resolve(token),
      (isAuthenticated) => states.push(isAuthenticated),
    );
    await expect.poll(() => states).toContain(false);
    expect(states).not.toContain(true);
    expect(await client.query(api.counters.get, { name: "nobody" })).toBe(0);
  });
});

describe("convex/react", () => {
  test("watches, writes and shows an optimistic update before the answer", async () => {
    const client = openReact();
    const watch = client.watchQuery(api.counters.get, { name: "react" });
    const seen: (number | undefined)[] = [];
    watch.onUpdate(() => seen.push(watch.localQueryResult()));
    await expect.poll(() => seen).toEqual([0]);
    const written = client.mutation(
      api.counters.increment,
      { name: "react" },
      { optimisticUpdate: (store, { name }) => store.setQuery(api.counters.get, { name }, 100) },
    );
    expect(seen).toEqual([0, 100]);
    expect(await written).toBe(1);
    expect(seen).toEqual([0, 100, 1]);
  });

  test("renders what a hook reads", async () => {
    const client = openReact();
    const watch = client.watchQuery(api.counters.get, { name: "rendered" });
    watch.onUpdate(() => undefined);
    await client.mutation(api.counters.increment, { name: "rendered", by: 7 });
    const Counter = () => createElement("b", null, useQuery(api.counters.get, { name: "rendered" }));
    const page = createElement(ConvexProvider, { client }, createElement(Counter));
    expect(renderToString(page)).toBe("<b>7</b>");
  });
});

function open(): ConvexClient {
  const client = new ConvexClient(deployment.url, { logger: false });
  opened.push(client);
  return client;
}

function openReact(): ConvexReactClient {
  const webSocketConstructor = WebSocket as unknown as typeof globalThis.WebSocket;
  const client = new ConvexReactClient(deployment.url, { logger: false, webSocketConstructor });
  opened.push(client);
  return client;
}
