import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { attachSync } from "../../embedded/sync/attach";
import { InProcess } from "./support/inProcess";

const KEY = "the-admin-key";
const MIB = 2 ** 20;

let host: InProcess;
let server: Server;
let sync: ReturnType<typeof attachSync>;
const opened: WebSocket[] = [];

beforeAll(async () => {
  host = await InProcess.open({
    functions: { text: "Query", setText: "Mutation" },
    source: `
      import { mutationGeneric, queryGeneric } from "convex/server";
      export const text = queryGeneric(async (ctx, { repeat }) => ((await ctx.db.query("texts").first())?.text ?? "").repeat(repeat));
      export const setText = mutationGeneric(async (ctx, { text }) => {
        const old = await ctx.db.query("texts").first();
        if (old !== null) await ctx.db.delete(old._id);
        await ctx.db.insert("texts", { text });
      });
    `,
  });
  server = createServer();
  sync = attachSync(server, host.engine, (key) => key === KEY);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(() => {
  opened.splice(0).forEach((socket) => socket.terminate());
});

afterAll(async () => {
  await sync.close();
  server.close();
  await host.close();
});

describe("the sync endpoint", () => {
  test("answers any version of the client, and nothing else", async () => {
    await once(open("/api/1.48.0/sync"), "open");
    await once(open("/api/0.1.0-alpha.1/sync?x"), "open");
    for (const path of ["/", "/sync", "/api/sync", "/api/1/2/sync", "/api/1.48.0/sync/more", "//"]) {
      const [error] = (await once(open(path), "error")) as [Error];
      expect(error.message).toBe("Unexpected server response: 400");
    }
  });

  test("closes on what is no text, and on what is too large", async () => {
    expect(await answerTo(Buffer.from("{}"))).toBe(1003);
    expect(await answerTo(" ".repeat(21 * MIB))).toBe(1009);
    expect(await answerTo("{}")).toBe(1008);
  });

  test("serves others while a client does not read, and that one the latest state afterwards", async () => {
    const [slow, quick] = [await watching(20_000), await watching(1)];
    await host.run("setText", { text: "first" });
    await expect.poll(() => quick.latest).toBe("first");
    slow.socket.pause();
    for (let count = 0; count < 80; count++) {
      await host.run("setText", { text: `${String(count).padStart(5)}`.repeat(10) });
      await expect.poll(() => quick.latest?.trimStart()).toContain(String(count));
    }
    const before = slow.transitions;
    slow.socket.resume();
    await expect.poll(() => slow.latest?.startsWith("   79"), { timeout: 10_000 }).toBe(true);
    // One result is a mebibyte: without a bound all 80 of them would have waited in memory.
    expect(slow.transitions - before).toBeLessThan(60);
  });

  test("says when it goes", async () => {
    const other = createServer();
    const ending = attachSync(other, host.engine, () => false);
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const socket = open("/api/1.48.0/sync", other);
    await once(socket, "open");
    const closed = once(socket, "close");
    await ending.close();
    expect((await closed)[0]).toBe(1001);
    other.close();
  });
});

interface Watching {
  readonly socket: WebSocket;
  latest: string | undefined;
  transitions: number;
}

async function watching(repeat: number): Promise<Watching> {
  const socket = open("/api/1.48.0/sync");
  const state: Watching = { socket, latest: undefined, transitions: 0 };
  socket.on("message", (data) => {
    const message = JSON.parse((data as Buffer).toString()) as {
      type: string;
      modifications: { value: string }[];
    };
    if (message.type === "Transition") {
      state.transitions++;
      state.latest = message.modifications.at(-1)?.value ?? state.latest;
    }
  });
  await once(socket, "open");
  const add = { type: "Add", queryId: 0, udfPath: "app:text", args: [{ repeat }] };
  for (const message of [
    { type: "Connect", sessionId: randomUUID(), connectionCount: 0, lastCloseReason: null, clientTs: 0 },
    { type: "Authenticate", tokenType: "Admin", value: KEY, baseVersion: 0 },
    { type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add] },
  ]) {
    socket.send(JSON.stringify(message));
  }
  return state;
}

/** The code with which the connection is closed. */
async function answerTo(message: string | Buffer): Promise<number> {
  const socket = open("/api/1.48.0/sync");
  await once(socket, "open");
  const closed = once(socket, "close");
  socket.send(message);
  return (await closed)[0] as number;
}

function open(path: string, to = server): WebSocket {
  const socket = new WebSocket(`ws://127.0.0.1:${(to.address() as AddressInfo).port}${path}`);
  socket.on("error", () => undefined);
  opened.push(socket);
  return socket;
}
