import { randomUUID } from "node:crypto";
import type { Engine } from "../engine";
import { actingIdentity } from "../server/admin";
import type { Caller, RequestMetadata } from "../types";
import {
  type Authenticate,
  type ClientMessage,
  type FunctionRequest,
  parseMessage,
  ProtocolError,
  responseText,
  type StateVersion,
  targetOf,
  transitionText,
} from "./protocol";
import { QuerySet } from "./querySet";
import type { Subscriptions } from "./subscriptions";
import { reportFault } from "../report";

/** What a session needs of the engine. */
export type SessionEngine = Pick<Engine, "query" | "mutation" | "action" | "now" | "advanceTo">;

/** The other end of the connection. */
export interface Peer {
  /** Of the request that opened the connection. */
  readonly metadata: RequestMetadata;
  send(text: string): void;
  /** More waits to be sent than the client reads. */
  isCongested(): boolean;
  /** The session's `isBusy` has changed. */
  busyChanged(): void;
  close(code: number, reason: string): void;
}

/** Requests of one connection that may run at the same time before its further messages have to wait. */
const REQUESTS_MAX = 32;
/** A client that brings a later timestamp than this lies or comes from another deployment: the clock must not follow. */
const CLOCK_AHEAD_MS_MAX = 24 * 3_600_000;
const POLICY_VIOLATION = 1008;
const INTERNAL_ERROR = 1011;
const ANONYMOUS: Caller = { kind: "client", identity: null };

/** One client's conversation: who it is, what it watches, and what it has been told. Knows no socket. */
export class Session {
  private readonly queries: QuerySet;
  private sessionId: string | null = null;
  private caller = ANONYMOUS;
  private identity = 0;
  private told: StateVersion = { querySet: 0, identity: 0, ts: 0n };
  /** A mutation resolves at the client only when a Transition reaches its timestamp, even if nothing changed. */
  private owedTs: bigint | null = null;
  private requests = 0;
  private isClosed = false;
  private readonly flush = (ts: bigint) => this.tell(ts);

  constructor(
    private readonly engine: SessionEngine,
    private readonly subscriptions: Subscriptions,
    private readonly isAdmin: (key: string) => boolean,
    private readonly peer: Peer,
  ) {
    this.queries = new QuerySet(subscriptions, {
      changed: () => this.wake(),
      failed: (error) => this.fail(error),
    });
  }

  get isBusy(): boolean {
    return this.requests >= REQUESTS_MAX;
  }

  receive(text: string): void {
    if (this.isClosed) return;
    try {
      this.handle(parseMessage(text));
    } catch (error) {
      if (!(error instanceof ProtocolError)) {
        return this.fail(error);
      }
      this.peer.close(POLICY_VIOLATION, error.message);
      this.close();
    }
  }

  /** The client has caught up with what was sent to it. */
  drained(): void {
    this.wake();
  }

  close(): void {
    this.isClosed = true;
    this.queries.close();
  }

  private handle(message: ClientMessage): void {
    if ((message.type === "Connect") !== (this.sessionId === null)) {
      throw new ProtocolError("Connect must be the first message, and only the first.");
    }
    switch (message.type) {
      case "Connect":
        this.sessionId = message.sessionId;
        return this.advanceTo(message.maxObservedTimestamp ?? 0n);
      case "Authenticate":
        return this.authenticate(message);
      case "ModifyQuerySet":
        this.queries.modify(message, this.caller);
        return this.wake();
      case "Mutation":
        return this.mutate(message);
      case "Action":
        return this.act(message);
      case "Event":
        return;
      default:
        message satisfies never;
    }
  }

  /** A client that knew this deployment before a restart must never see time go back. */
  private advanceTo(ts: bigint): void {
    if (ts > BigInt(Date.now() + CLOCK_AHEAD_MS_MAX) * 1_000_000n) {
      throw new ProtocolError("maxObservedTimestamp lies in the future.");
    }
    this.engine.advanceTo(ts);
  }

  private authenticate({ tokenType, value, baseVersion, impersonating }: Authenticate): void {
    if (baseVersion !== this.identity) {
      throw new ProtocolError(`Authenticate is based on version ${baseVersion}, not ${this.identity}.`);
    }
    if (tokenType === "User" || (tokenType === "Admin" && !this.isAdmin(value))) {
      const error = tokenType === "User" ? NO_CUSTOM_AUTH : BAD_ADMIN_KEY;
      return this.peer.send(
        JSON.stringify({ type: "AuthError", error, baseVersion, authUpdateAttempted: true }),
      );
    }
    const user = impersonating ? actingIdentity(impersonating) : null;
    this.caller = tokenType === "Admin" ? { kind: "admin", identity: user } : ANONYMOUS;
    this.identity++;
    this.queries.askAs(this.caller);
    this.wake();
  }

  /** Mutations take effect in the order in which they came, because the engine runs them in the order of its calls. */
  private mutate(message: FunctionRequest): void {
    const { requestId } = message;
    const { address, args } = targetOf(message);
    const once = { sessionId: this.sessionId ?? "", requestId };
    this.request(this.engine.mutation(address, args, this.asker(), { once }), (outcome) => {
      this.peer.send(responseText("MutationResponse", requestId, outcome));
      if (outcome.ok) {
        this.owedTs = later(this.owedTs ?? 0n, outcome.ts);
        this.wake();
      }
    });
  }

  private act(message: FunctionRequest): void {
    const { address, args } = targetOf(message);
    this.request(this.engine.action(address, args, this.asker()), (outcome) => {
      this.peer.send(responseText("ActionResponse", message.requestId, outcome));
    });
  }

  /** The client, with this one of its requests. */
  private asker(): Caller {
    return { ...this.caller, request: { ...this.peer.metadata, requestId: randomUUID() } };
  }

  private request<T>(running: Promise<T>, answer: (outcome: T) => void): void {
    this.requests++;
    this.peer.busyChanged();
    const settle = (work: () => void) => {
      this.requests--;
      if (!this.isClosed) {
        work();
        this.peer.busyChanged();
      }
    };
    void running.then(
      (outcome) => settle(() => answer(outcome)),
      (error: unknown) => settle(() => this.fail(error)),
    );
  }

  private wake(): void {
    this.subscriptions.afterPass(this.flush);
  }

  /** Leads the client from what it was told last to the given moment, if that makes any difference to it. */
  private tell(ts: bigint): void {
    if (this.isClosed || this.peer.isCongested()) {
      return;
    }
    const { identity, told } = this;
    const querySet = this.queries.version;
    const modifications = this.queries.takeModifications();
    const isSameVersion = querySet === told.querySet && identity === told.identity;
    if (isSameVersion && modifications.length === 0 && this.owedTs === null) {
      return;
    }
    this.told = { querySet, identity, ts: later(later(ts, this.owedTs ?? 0n), told.ts) };
    this.owedTs = null;
    this.peer.send(transitionText(told, this.told, modifications));
  }

  /** The host failed, not the function. The client connects again and repeats what it does not know the fate of. */
  private fail(error: unknown): void {
    if (this.isClosed) {
      return;
    }
    reportFault("client could not be served", error);
    this.peer.close(
      INTERNAL_ERROR,
      "InternalServerError: Your request couldn't be completed. Try again later.",
    );
    this.close();
  }
}

const NO_CUSTOM_AUTH = "custom auth is not supported by the embedded deployment";
const BAD_ADMIN_KEY = "The provided deploy key was invalid for this instance.";

function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
