import { ConvexHttpClient } from "convex/browser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment";
import { api } from "./fixtures/app/convex/_generated/api";

const MIB = 1024 * 1024;

let deployment: Deployment;
let client: ConvexHttpClient;
beforeAll(async () => {
  deployment = await startDeployment();
  client = new ConvexHttpClient(deployment.url);
}, 120_000);
afterAll(async () => await deployment.close());

describe("a search", () => {
  const found = async (text: string, options: { filters?: number; count?: number } = {}) =>
    await client.query(api.messages.searchAll, {
      text,
      channel: "limits",
      filters: 1,
      count: 10,
      ...options,
    });
  const send = async (body: string) =>
    await client.mutation(api.messages.send, { channel: "limits", author: "ada", body });

  test("with 8 filters", async () => {
    await send("filtered");
    expect(await found("filtered", { filters: 8 })).toBe(1);
    await expect(found("filtered", { filters: 9 })).rejects.toThrow(
      "Search query against messages.search_body has too many filter conditions. Max: 8 Actual: 9",
    );
  });

  test("with 16 terms; the others, and those of 32 bytes, are left out", async () => {
    await send("seventeenth");
    const words = Array.from({ length: 15 }, (_, i) => `unheardof${i}`).join(" ");
    expect(await found(`${words} seventeenth`)).toBe(1);
    expect(await found(`${words} one seventeenth`)).toBe(0);
    await send(`${"a".repeat(31)} ${"b".repeat(32)}`);
    expect(await found("a".repeat(31))).toBe(1);
    expect(await found("b".repeat(32))).toBe(0);
    expect(await found(`${words} ${"b".repeat(32)} seventeenth`)).toBe(1);
  });

  test("that reads 1024 results", async () => {
    await client.mutation(api.messages.sendMany, { channel: "limits", body: "common", count: 1_024 });
    expect(await found("common", { count: 1_024 })).toBe(1_024);
    await expect(found("common", { count: 1_025 })).rejects.toThrow(
      "Search query scanned too many documents (fetched 1024). Consider using a smaller limit",
    );
  });
});

test("a Node action takes arguments of 5 MiB", async () => {
  const around = 2 + 2 + ("text".length + 1 + 2);
  const hash = async (length: number) =>
    await client.action(api.actions.hashInNode, { text: "x".repeat(length) });
  expect(await hash(5 * MIB - around)).toMatch(/^[0-9a-f]{64}$/);
  await expect(hash(5 * MIB - around + 1)).rejects.toThrow(
    "Arguments for nodeActions.js:sha256 are too large (actual: 5.00 MiB, limit: 5 MiB)",
  );
});

test("an HTTP action answers with 20 MiB; the rest is cut off, and the log says so", async () => {
  const large = async (length: number) => {
    const response = await fetch(`${deployment.siteUrl}/large?length=${length}`);
    return [response.status, (await response.arrayBuffer()).byteLength];
  };
  const logs = async () => {
    const headers = { authorization: `Convex ${deployment.adminKey}` };
    return await (await fetch(`${deployment.url}/api/stream_function_logs?cursor=0`, { headers })).text();
  };
  const line = "[ERROR] HttpResponseTooLarge: HTTP actions support responses up to 20 MiB";
  expect(await large(20 * MIB)).toEqual([200, 20 * MIB]);
  expect(await logs()).not.toContain(line);
  expect(await large(20 * MIB + 1)).toEqual([200, 20 * MIB]);
  expect(await logs()).toContain(line);
});
