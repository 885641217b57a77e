import { randomBytes, randomUUID } from "node:crypto";
import vm from "node:vm";
import { withoutValues } from "./failures";
import { formatLine } from "./logLines";
import { preludeSource } from "./prelude";
import { webCryptoHost } from "./webCrypto";

/** What code inside a context may ask of the deployment. Only strings cross, because objects belong to their realm. */
export interface IsolateHost {
  /** Runs a syscall and returns its JSON text; a throw is raised again inside, with its `data`. */
  syscall(op: string, args: string): string;
  /** Milliseconds; frozen for the duration of a call. */
  now(): number;
  log(line: string): void;
}

export interface IsolateOptions {
  readonly env: Readonly<Record<string, string>>;
  /** null: modules may be evaluated, and every syscall throws. */
  readonly host: IsolateHost | null;
  readonly filename?: string;
}

/** The wall-clock ceiling of one call. User time is held to one second by whoever can tell it from database time. */
const HARD_TIMEOUT_MS = 4_000;
export const TIMEOUT_MESSAGE = "Function execution timed out (maximum duration: 1s)";
const enter = new vm.Script("__enter()", { filename: "convex" });
const prelude = new vm.Script(preludeSource, { filename: "prelude.js" });

/**
 * A JavaScript realm with its own microtask queue. Code in it can await nothing but syscalls, and those are
 * synchronous, so that draining the queue finishes the call: a whole function is one uninterrupted turn.
 */
export class Isolate {
  private readonly context: vm.Context;
  private call: { source: string; argument: string; outcome: Outcome | null } | null = null;

  constructor(script: string | vm.Script, options: IsolateOptions) {
    this.context = vm.createContext(
      { __host: this.bridge(options) },
      { microtaskMode: "afterEvaluate", name: "convex" },
    );
    prelude.runInContext(this.context);
    const compiled =
      typeof script === "string" ? new vm.Script(script, { filename: options.filename ?? "convex" }) : script;
    compiled.runInContext(this.context, { timeout: HARD_TIMEOUT_MS });
  }

  /**
   * Runs a function source `(modules, argument) => result` to its end and returns the JSON text of what it resolved to.
   * `argument` is JSON text. Throws IsolateError with the message and, for a ConvexError, its data.
   */
  run(source: string, argument: string, limits: { timeout: boolean } = { timeout: true }): string {
    const call = { source, argument, outcome: null as Outcome | null };
    this.call = call;
    try {
      enter.runInContext(this.context, limits.timeout ? { timeout: HARD_TIMEOUT_MS } : {});
    } catch (error) {
      throw isTimeout(error) ? new IsolateError(TIMEOUT_MESSAGE, undefined, true) : error;
    } finally {
      this.call = null;
    }
    if (!call.outcome) {
      const message =
        "Function returned a promise that can never resolve: it awaits something other than Convex operations.";
      throw new IsolateError(message, undefined, true);
    }
    if (call.outcome.ok) return call.outcome.value;
    throw new IsolateError(withoutValues(`Uncaught ${call.outcome.message}`), call.outcome.data);
  }

  private bridge({ env, host }: IsolateOptions): object {
    return {
      env: JSON.stringify(env),
      take: () => [this.call?.source ?? "", this.call?.argument ?? "null"],
      finish: (value: string) => this.settle({ ok: true, value }),
      fail: (message: string, data: string | undefined) =>
        this.settle({ ok: false, message, ...(data === undefined ? {} : { data }) }),
      now: () => host?.now() ?? Date.now(),
      random: (length: number) => randomBytes(length).toString("latin1"),
      syscall: (op: string, args: string) => this.syscall(host, op, args),
      log: (level: string, values: unknown[]) => host?.log(formatLine(level, values)),
      URL,
      URLSearchParams,
      btoa,
      atob,
      encode: (text: string) => Buffer.from(text, "utf8").toString("latin1"),
      decode,
      uuid: randomUUID,
      ...webCryptoHost,
    };
  }

  private settle(outcome: Outcome): void {
    if (this.call) this.call.outcome = outcome;
  }

  /** The first letter tells success from failure, because an Error of this realm is none inside the context. */
  private syscall(host: IsolateHost | null, op: string, args: string): string {
    try {
      if (!host) throw new Error("Convex functions cannot be used while modules are imported.");
      return `+${host.syscall(op, args)}`;
    } catch (error) {
      const data = error instanceof IsolateError ? error.data : undefined;
      return `-${JSON.stringify({ message: error instanceof Error ? error.message : String(error), data })}`;
    }
  }
}

/** Null for bytes that a strict decoder does not take. */
function decode(latin1: string, fatal: boolean, ignoreBOM: boolean): string | null {
  try {
    return new TextDecoder("utf-8", { fatal, ignoreBOM }).decode(Buffer.from(latin1, "latin1"));
  } catch {
    return null;
  }
}

type Outcome = { ok: true; value: string } | { ok: false; message: string; data?: string };

/** A failure inside a function: `data` is the JSON text of a ConvexError's data; after a fatal one the realm is lost. */
export class IsolateError extends Error {
  constructor(
    message: string,
    readonly data?: string,
    readonly isFatal = false,
  ) {
    super(message);
  }
}

/** Node makes this error in the realm that it interrupts, so that it is no Error of ours. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
