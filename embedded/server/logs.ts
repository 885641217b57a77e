import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { displayPath } from "../runtime/address";
import type { FunctionAddress, UdfType } from "../types";

const ENTRIES_MAX = 2_000;
const POLL_MS = 10_000;

/** One finished call. There is no place for arguments and results: they hold secrets and must not reach a log. */
export interface FunctionExecution {
  readonly address: FunctionAddress;
  readonly udfType: UdfType;
  readonly requestId?: string;
  /** `User`, `InstanceAdmin` or `System`. */
  readonly identityType: string;
  readonly startedMs: number;
  readonly durationMs: number;
  readonly logLines: readonly string[];
  readonly error: string | null;
}

interface Entry {
  /** Milliseconds, strictly rising even over restarts, so that it serves as the cursor. */
  readonly at: number;
  readonly json: object;
}

/** The most recent executions, in the format that `npx convex logs` and `npx convex dev` print. */
export class LogStream {
  readonly #entries: Entry[] = [];
  readonly #news = new EventEmitter().setMaxListeners(0);
  #last = Date.now();

  append(execution: FunctionExecution): void {
    this.#last = Math.max(Date.now(), this.#last + 0.001);
    this.#entries.push({ at: this.#last, json: toJson(execution, this.#last) });
    if (this.#entries.length > ENTRIES_MAX) {
      this.#entries.splice(0, ENTRIES_MAX / 10);
    }
    this.#news.emit("entry");
  }

  /**
   * Waits for entries after the cursor, but not on the first poll: the CLI takes its answer for history and would not
   * show an entry that arrives while it waits.
   */
  async poll(cursor: number, closed: AbortSignal): Promise<{ entries: object[]; newCursor: number }> {
    if (cursor > 0 && cursor >= this.#last) {
      // Whoever else waits is woken, too, and asks again.
      const timer = setTimeout(() => this.close(), POLL_MS);
      await once(this.#news, "entry", { signal: closed }).catch(() => undefined);
      clearTimeout(timer);
    }
    const entries = this.#entries.filter((entry) => entry.at > cursor);
    return { entries: entries.map((entry) => entry.json), newCursor: Math.max(cursor, this.#last) };
  }

  /** Lets those who wait go, so that the server can close. */
  close(): void {
    this.#news.emit("entry");
  }
}

function toJson(execution: FunctionExecution, at: number): object {
  const { address, udfType, identityType, error } = execution;
  const executionId = randomUUID();
  return {
    kind: "Completion",
    udfType,
    identifier: displayPath(address.path),
    componentPath: address.component || null,
    identityType,
    environment: "isolate",
    logLines: execution.logLines,
    timestamp: at / 1000,
    executionTimestamp: execution.startedMs / 1000,
    executionTime: execution.durationMs / 1000,
    success: error === null ? null : undefined,
    error,
    requestId: execution.requestId ?? executionId,
    executionId,
    parentExecutionId: null,
    caller: identityType,
    cachedResult: false,
    occInfo: null,
    willRetry: false,
    usageStats: {},
  };
}
