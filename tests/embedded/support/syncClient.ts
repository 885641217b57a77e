import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { Session, type SessionEngine } from "../../../embedded/sync/session";
import type { Subscriptions } from "../../../embedded/sync/subscriptions";

export const KEY = "the-admin-key";

/** The other end of a session, as strict about the protocol as the official client. */
export class SyncClient {
  readonly sent: Record<string, unknown>[] = [];
  readonly values = new Map<number, unknown>();
  readonly failures = new Map<number, string>();
  version: Version = { querySet: 0, identity: 0, ts: "AAAAAAAAAAA=" };
  closedWith: [number, string] | null = null;
  isCongested = false;
  readonly session: Session;

  constructor(
    engine: SessionEngine,
    subscriptions: Subscriptions,
    readonly sessionId: string = randomUUID(),
  ) {
    this.session = new Session(engine, subscriptions, (key) => key === KEY, {
      metadata: { ip: "127.0.0.1", userAgent: null, requestId: "connection", scheduledFunctionId: null },
      send: (text) => this.receive(JSON.parse(text) as Record<string, unknown>),
      isCongested: () => this.isCongested,
      busyChanged: () => undefined,
      close: (code, reason) => {
        this.closedWith ??= [code, reason];
      },
    });
  }

  get ts(): bigint {
    return decode(this.version.ts);
  }

  get responses(): Record<string, unknown>[] {
    return this.sent.filter((message) => String(message.type).endsWith("Response"));
  }

  response(requestId: number): Answer {
    const found = this.responses.find((message) => message.requestId === requestId);
    expect(found).toBeDefined();
    return { ...found, ...(found?.ts !== undefined && { ts: decode(found.ts as string) }) } as Answer;
  }

  transitionsSince(answer: Answer): number {
    const at = this.sent.findIndex((message) => message.requestId === answer.requestId);
    return this.sent.slice(at).filter((message) => message.type === "Transition").length;
  }

  send(message: unknown): void {
    this.session.receive(typeof message === "string" ? message : JSON.stringify(message));
  }

  connect(): void {
    const { sessionId } = this;
    this.send({ type: "Connect", sessionId, connectionCount: 0, lastCloseReason: null, clientTs: 0 });
  }

  authenticate(change: object = {}): void {
    this.send({ type: "Authenticate", tokenType: "Admin", value: KEY, baseVersion: 0, ...change });
  }

  ask(queryId: number, name: string, args: object): void {
    const add = { type: "Add", queryId, udfPath: `app:${name}`, args: [args] };
    this.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add] });
  }

  mutation(requestId: number, name: string, args: object) {
    return { type: "Mutation", requestId, udfPath: `app.js:${name}`, args: [args] };
  }

  async mutate(requestId: number, name: string, args: object): Promise<void> {
    this.send(this.mutation(requestId, name, args));
    await this.until(() => this.responses.some((message) => message.requestId === requestId));
  }

  async until(condition: () => boolean): Promise<void> {
    await expect.poll(condition, { interval: 2 }).toBe(true);
  }

  private receive(message: Record<string, unknown>): void {
    this.sent.push(message);
    if (message.type !== "Transition") {
      return;
    }
    expect(message.startVersion).toEqual(this.version);
    this.version = message.endVersion as Version;
    for (const change of message.modifications as Record<string, unknown>[]) {
      const queryId = change.queryId as number;
      this.values.delete(queryId);
      this.failures.delete(queryId);
      if (change.type === "QueryUpdated") {
        this.values.set(queryId, change.value);
      } else if (change.type === "QueryFailed") {
        this.failures.set(queryId, String(change.errorMessage));
      }
    }
  }
}

function decode(ts: string): bigint {
  return Buffer.from(ts, "base64").readBigUInt64LE();
}

interface Version {
  readonly querySet: number;
  readonly identity: number;
  readonly ts: string;
}

interface Answer {
  readonly type: string;
  readonly requestId: number;
  readonly ts: bigint;
}
