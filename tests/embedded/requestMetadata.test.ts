import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import type { RequestMetadata } from "convex/server";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { metadataOf } from "../../embedded/server/requestMetadata";
import { type Deployment, startDeployment } from "../support/deployment";
import { api } from "./fixtures/app/convex/_generated/api";

type Seen = Record<string, RequestMetadata>;

let deployment: Deployment;
let client: ConvexHttpClient;
beforeAll(async () => {
  deployment = await startDeployment();
  client = new ConvexHttpClient(deployment.url);
}, 120_000);
afterAll(async () => await deployment.close());

/** A request over IPv4 with headers of whoever wants to be taken for somebody else. */
async function send(url: string, body?: object): Promise<string> {
  return await new Promise((resolve, reject) => {
    const headers = {
      "user-agent": "tester/1",
      "content-type": "application/json",
      "x-forwarded-for": "203.0.113.7",
      forwarded: "for=203.0.113.7",
      "x-real-ip": "203.0.113.7",
    };
    const sent = request(url, { method: body ? "POST" : "GET", headers }, (response) => {
      text(response).then(resolve, reject);
    });
    sent.on("error", reject).end(body && JSON.stringify(body));
  });
}

/** Everything that a request calls has the same metadata, with an id of its own for each request. */
function expectOne(seen: Seen, calls: readonly string[], expected: Partial<RequestMetadata>): string {
  expect(Object.keys(seen).sort()).toEqual([...calls].sort());
  const requestId = seen.own?.requestId ?? "";
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  const whole = { ip: null, userAgent: null, scheduledFunctionId: null, authToken: null };
  for (const call of calls) expect(seen[call], call).toEqual({ ...whole, requestId, ...expected });
  return requestId;
}

async function entries(kind: string): Promise<Seen[]> {
  return await vi.waitFor(
    async () => {
      const found = (await client.query(api.journal.list, { kind })) as Seen[];
      expect(found.length).toBeGreaterThan(0);
      return found;
    },
    { timeout: 10_000, interval: 50 },
  );
}

describe("ctx.meta.getRequestMetadata", () => {
  const sender = { ip: "127.0.0.1", userAgent: "tester/1" };

  test("over HTTP: the address of the socket, whatever the headers say, in a mutation and what it calls", async () => {
    const ids = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const call = { path: "requests:fromMutation", args: {}, format: "json" };
      const answer = JSON.parse(await send(`${deployment.url}/api/mutation`, call)) as { value: Seen };
      ids.add(expectOne(answer.value, ["own", "mutation"], sender));
    }
    expect(ids.size).toBe(2);
  });

  test("the address of an IPv4 client on an IPv6 socket is its IPv4 address", () => {
    const ip = (remoteAddress: string | undefined) =>
      metadataOf({ socket: { remoteAddress }, headers: {} } as IncomingMessage).ip;
    expect(ip("::ffff:192.0.2.1")).toBe("192.0.2.1");
    expect(ip("2001:db8::ffff:1")).toBe("2001:db8::ffff:1");
    expect(ip("::1")).toBe("::1");
    expect(ip(undefined)).toBeNull();
  });

  test("in an action, a mutation and a Node action that it calls, and a mutation that those call", async () => {
    const call = { path: "requests:fromAction", args: {}, format: "json" };
    const answer = JSON.parse(await send(`${deployment.url}/api/action`, call)) as { value: Seen };
    expectOne(answer.value, ["own", "mutation", "node", "mutationOfNode"], sender);
  });

  test("in an HTTP action and a mutation that it calls", async () => {
    const seen = JSON.parse(await send(`${deployment.siteUrl}/request`)) as Seen;
    expectOne(seen, ["own", "mutation"], sender);
  });

  test("over WebSocket: of the connection, with an id for each call", async () => {
    class Socket extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { "user-agent": "socket/1" } });
      }
    }
    const live = new ConvexClient(deployment.url, {
      webSocketConstructor: Socket as unknown as typeof globalThis.WebSocket,
    });
    const expected = { ip: "127.0.0.1", userAgent: "socket/1" };
    const ids = [
      expectOne(await live.mutation(api.requests.fromMutation, {}), ["own", "mutation"], expected),
      expectOne(await live.mutation(api.requests.fromMutation, {}), ["own", "mutation"], expected),
      expectOne(
        await live.action(api.requests.fromAction, {}),
        ["own", "mutation", "node", "mutationOfNode"],
        expected,
      ),
    ];
    await live.close();
    expect(new Set(ids).size).toBe(3);
  });

  test("not in a query, which runs again when nobody asks", async () => {
    await expect(client.query(api.requests.fromQuery, {})).rejects.toThrow(
      "Queries cannot use getRequestMetadata.",
    );
  });

  test("in a scheduled function and what it calls: its id, and nobody's address", async () => {
    const scheduledFunctionId = await client.mutation(api.requests.schedule, { kind: "scheduled request" });
    const [seen = {}] = await entries("scheduled request");
    expectOne(seen, ["own", "mutation"], { scheduledFunctionId });
  });

  test("in a cron: neither", async () => {
    const [seen = {}] = await entries("cron request");
    expectOne(seen, ["own", "mutation"], {});
  });
});
