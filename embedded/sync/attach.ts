import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Engine } from "../engine";
import { metadataOf } from "../server/requestMetadata";
import type { RequestMetadata } from "../types";
import { type Peer, Session } from "./session";
import { Subscriptions } from "./subscriptions";

const SYNC_PATH = /^\/api\/[^/?]+\/sync(\?|$)/;
const CLIENTS_MAX = 10_000;
/** Room for the largest arguments that a function takes (16 MiB) and the message around them. */
const MESSAGE_BYTES_MAX = 20 * 2 ** 20;
/** A client this far behind gets no more transitions and is not read from; it gets the latest state when it is back. */
const UNSENT_BYTES_MAX = 4 * 2 ** 20;
/** A client gives up on a server that it has not heard of for a minute. */
const PING_INTERVAL_MS = 15_000;
const UNANSWERED_PINGS_MAX = 4;
const CLOSE_WAIT_MS_MAX = 1_000;
const GOING_AWAY = 1001;
const UNSUPPORTED_DATA = 1003;

/** Answers `/api/<version>/sync` of a server: live queries, mutations and actions over WebSockets. */
export function attachSync(
  server: Server,
  engine: Engine,
  isAdmin: (key: string) => boolean,
): { close(): Promise<void> } {
  const common = ["release", "environment"].map((name) => engine.syntheticRange(name));
  const subscriptions = new Subscriptions(engine, common);
  const stopListening = engine.onCommit((commit) => subscriptions.commit(commit));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
  });
  server.on("upgrade", (request, socket, head) => {
    if (!SYNC_PATH.test(request.url ?? "")) {
      return refuse(socket, "400 Bad Request");
    }
    if (sockets.clients.size >= CLIENTS_MAX) {
      return refuse(socket, "503 Service Unavailable");
    }
    const metadata = metadataOf(request);
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      sockets.emit("connection", accepted, request);
      converse(accepted, metadata, (peer) => new Session(engine, subscriptions, isAdmin, peer));
    });
  });

  const stopPings = keepAlive(sockets);

  return {
    async close() {
      stopPings();
      stopListening();
      const open = [...sockets.clients];
      const closed = open.map((client) => new Promise((resolve) => client.once("close", resolve)));
      open.forEach((client) => client.close(GOING_AWAY, "The deployment is stopping."));
      const timer = setTimeout(() => open.forEach((client) => client.terminate()), CLOSE_WAIT_MS_MAX);
      await Promise.all(closed);
      clearTimeout(timer);
      sockets.close();
    },
  };
}

/** Pings every client and drops those that have not answered for a minute. */
function keepAlive(sockets: WebSocketServer): () => void {
  const unanswered = new WeakMap<WebSocket, number>();
  sockets.on("connection", (client: WebSocket) => {
    client.on("pong", () => unanswered.delete(client));
  });
  const heartbeat = setInterval(() => {
    for (const client of sockets.clients) {
      const pings = unanswered.get(client) ?? 0;
      // Nothing is heard of a client that is not read from, because its requests take so long.
      const isWaiting = client.isPaused && client.bufferedAmount === 0;
      if (pings >= UNANSWERED_PINGS_MAX && !isWaiting) {
        client.terminate();
        continue;
      }
      unanswered.set(client, pings + 1);
      client.ping();
      client.send('{"type":"Ping"}');
    }
  }, PING_INTERVAL_MS).unref();
  return () => clearInterval(heartbeat);
}

/** Connects a socket and a session, and lets neither run away from the other. */
function converse(socket: WebSocket, metadata: RequestMetadata, open: (peer: Peer) => Session): void {
  const isCongested = () => socket.bufferedAmount > UNSENT_BYTES_MAX;
  const throttle = () => {
    if (session.isBusy || isCongested()) {
      socket.pause();
    } else if (socket.isPaused) {
      socket.resume();
    }
  };
  let wasCongested = false;
  const session = open({
    metadata,
    isCongested,
    busyChanged: () => throttle(),
    close: (code, reason) => socket.close(code, reason.slice(0, CLOSE_REASON_MAX)),
    send(text) {
      socket.send(text, () => {
        if (wasCongested && !isCongested()) {
          wasCongested = false;
          throttle();
          session.drained();
        }
      });
      if (isCongested()) {
        wasCongested = true;
        throttle();
      }
    },
  });
  socket.on("message", (data, isBinary) => {
    if (isBinary) {
      socket.close(UNSUPPORTED_DATA, "Messages are text.");
    } else {
      session.receive((data as Buffer).toString("utf8"));
    }
  });
  socket.on("error", () => socket.terminate());
  socket.on("close", () => session.close());
}

/** Close frames carry at most 123 bytes of reason. */
const CLOSE_REASON_MAX = 120;

function refuse(socket: Duplex, status: string): void {
  socket.on("error", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
