import { request } from "node:http";
import { text } from "node:stream/consumers";
import { ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment";
import { api } from "./fixtures/app/convex/_generated/api";

let deployment: Deployment;
let client: ConvexHttpClient;
beforeAll(async () => {
  deployment = await startDeployment();
  client = new ConvexHttpClient(deployment.url);
}, 120_000);
afterAll(async () => await deployment.close());

const site = (path: string, init?: RequestInit) => fetch(`${deployment.siteUrl}${path}`, init);

describe("HTTP actions", () => {
  test("answer their route", async () => {
    const response = await site("/ping");
    expect([response.status, await response.text()]).toEqual([200, "pong"]);
  });

  test("get the body and the headers byte for byte, and answer with theirs", async () => {
    const body = new Uint8Array(256 * 1024).map((_, i) => i % 251);
    const response = await site("/echo", { method: "POST", body, headers: { "x-kind": "bytes" } });
    expect(response.status).toBe(201);
    expect(response.headers.get("x-kind")).toBe("bytes");
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(body))).toBe(true);
  });

  test("match by prefix and reach the database", async () => {
    await client.mutation(api.counters.increment, { name: "over http" });
    expect(await (await site("/counters/x")).json()).toEqual({ name: "x", value: 0 });
    await client.mutation(api.counters.increment, { name: "x" });
    expect(await (await site("/counters/x?a=b")).json()).toEqual({ name: "x", value: 1 });
  });

  test("answer HEAD as GET without a body", async () => {
    const response = await site("/ping", { method: "HEAD" });
    expect([response.status, response.headers.get("content-length"), await response.text()]).toEqual([
      200,
      "4",
      "",
    ]);
  });

  test("404 as Convex words it, for unknown paths and methods", async () => {
    for (const [path, method] of [
      ["/nowhere", "GET"],
      ["/ping", "DELETE"],
      ["/counters", "GET"],
      ["//evil.test/", "GET"],
    ] as const) {
      const response = await site(path, { method });
      expect([response.status, await response.text()]).toEqual([404, "No matching routes found"]);
    }
  });

  test("500 without internals when the function throws; the logs have them", async () => {
    const response = await site("/fail");
    expect(response.status).toBe(500);
    const body = await response.text();
    expect(JSON.parse(body)).toEqual({
      code: expect.stringMatching(/^\[Request ID: .+\] Server Error$/) as string,
    });
    expect(body).not.toContain("always fails");
    const headers = { authorization: `Convex ${deployment.adminKey}` };
    const logs = await fetch(`${deployment.url}/api/stream_function_logs?cursor=0`, { headers });
    expect(await logs.text()).toContain("This route always fails");
  });

  test("413 for a body of more than 20 MiB", async () => {
    const response = await site("/echo", { method: "POST", body: new Uint8Array(20 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
  });

  test("a Host header does not decide what the function takes for its own address", async () => {
    const { hostname, port } = new URL(deployment.siteUrl);
    const address = await new Promise((resolve, reject) => {
      request({ hostname, port, path: "/address?a=b", headers: { host: "evil.test" } }, (response) => {
        void text(response).then(resolve);
      })
        .on("error", reject)
        .end();
    });
    expect(address).toBe(`${deployment.siteUrl}/address?a=b`);
  });
});

describe("actions", () => {
  test("run in both runtimes, and call each other", async () => {
    expect(await client.action(api.actions.incrementTwice, { name: "twice" })).toBe(2);
    expect(await client.action(api.actions.hashInNode, { text: "x" })).toMatch(/^2d711642/);
  });

  test("see the deployment's variables and not the host's", async () => {
    const before = await client.action(api.nodeActions.environment, {});
    expect(before).toEqual({ greeting: null, node: process.versions.node });
    expect((await deployment.cli(["env", "set", "GREETING", "hello"])).code).toBe(0);
    expect(await client.action(api.nodeActions.environment, {})).toMatchObject({ greeting: "hello" });
  });

  test("raise a ConvexError with its data at the client", async () => {
    await expect(client.action(api.actions.fail, { structured: true })).rejects.toMatchObject({
      data: { code: "ACTION_FAILED" },
    });
    await expect(client.action(api.actions.fail, { structured: false })).rejects.toThrow(
      "This action always fails",
    );
  });
});
