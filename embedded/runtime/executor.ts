import { randomUUID } from "node:crypto";
import type { Engine } from "../engine";
import type { Transaction } from "../txn/transaction";
import type {
  ActionOutcome,
  Caller,
  FunctionAddress,
  FunctionFailure,
  FunctionSuccess,
  JsonObject,
  MutationOutcome,
  QueryOutcome,
  UdfType,
} from "../types";
import { displayPath, findFunction, missingFunction } from "./address";
import type { Execution, Functions, Invocation } from "./functions";
import { IsolateError } from "./isolate";

export interface MutationOptions {
  /** A request that already had its effect gets the stored answer, even after a restart. */
  readonly once?: { readonly sessionId: string; readonly requestId: number };
}

const IDENTITY_TYPES = { client: "User", admin: "InstanceAdmin", system: "System" } as const;

/** Runs functions as their callers may, in the transaction that their kind asks for, and writes the log. */
export class Executor {
  /** What serves now. Replaced as a whole by a push. */
  functions: Functions | null = null;

  constructor(private readonly engine: Pick<Engine, "store" | "worker" | "logs">) {}

  get loaded(): Functions {
    if (!this.functions) throw new IsolateError("No functions have been pushed to this deployment yet.");
    return this.functions;
  }

  query(address: FunctionAddress, args: JsonObject, caller: Caller, journal: string | null): QueryOutcome {
    return this.engine.store.read((tx) => {
      const outcome = this.execute("Query", address, caller, (logLines) => {
        return this.admit(address, caller).run(
          tx,
          { address, udfType: "Query", args, caller, journal },
          logLines,
        );
      });
      return { ...outcome, reads: tx.reads, journal: outcome.ok ? outcome.journal : null };
    });
  }

  /** Resolves once the effect is durable. A function that fails is an outcome; a write that cannot be stored rejects. */
  async mutation(
    address: FunctionAddress,
    args: JsonObject,
    caller: Caller,
    options: MutationOptions = {},
  ): Promise<MutationOutcome> {
    const { once } = options;
    let failure: FunctionFailure | null = null;
    const write = this.engine.store.write((tx): MutationOutcome => {
      const known = once && this.engine.store.once.find(once.sessionId, once.requestId);
      if (known) return { ...(JSON.parse(known) as FunctionSuccess), ts: tx.ts };
      const outcome = this.runIn(tx, { address, udfType: "Mutation", args, caller });
      if (!outcome.ok) {
        failure = outcome;
        throw new Error(outcome.message);
      }
      if (once)
        this.engine.store.once.remember(once.sessionId, once.requestId, JSON.stringify(outcome), tx.now);
      return { ...outcome, ts: tx.ts };
    });
    return await write.catch((error: unknown) => {
      if (failure) return failure;
      throw error;
    });
  }

  /** Runs a mutation inside a transaction of the host's own. Whoever calls throws on a failure, which undoes its writes. */
  runIn(tx: Transaction, invocation: Invocation): FunctionFailure | FunctionSuccess {
    const { address, caller } = invocation;
    const outcome = this.execute("Mutation", address, caller, (logLines) => {
      return this.admit(address, caller).run(tx, invocation, logLines);
    });
    if (!outcome.ok) return outcome;
    const { ok, value, logLines } = outcome;
    return { ok, value, logLines };
  }

  async action(address: FunctionAddress, args: JsonObject, caller: Caller): Promise<ActionOutcome> {
    const started = start(caller);
    const { requestId } = started;
    const outcome = await this.runAction(address, args, caller, requestId);
    this.log("Action", address, caller, started, outcome);
    return outcome.ok ? outcome : { ...outcome, requestId };
  }

  /** Clients reach the public functions of the app; admins and jobs reach every function of every component. */
  private admit(address: FunctionAddress, caller: Caller): Functions {
    const found = findFunction(this.functions?.release ?? null, address);
    const isVisible =
      caller.kind !== "client" || (address.component === "" && found?.visibility === "public");
    if (!found || !isVisible) throw new IsolateError(missingFunction(address, caller));
    return this.loaded;
  }

  private async runAction(
    address: FunctionAddress,
    args: JsonObject,
    caller: Caller,
    requestId: string,
  ): Promise<ActionOutcome> {
    try {
      const functions = this.admit(address, caller);
      const udfType = findFunction(functions.release, address)?.udfType;
      if (udfType !== "Action")
        throw new IsolateError(
          `Trying to execute ${displayPath(address.path)} as Action, but it is defined as ${udfType}.`,
        );
      this.engine.store.read((tx) => functions.checkArguments(address, args, tx));
      const outcome = await this.engine.worker.action(address, JSON.stringify([args]), caller, requestId);
      if (outcome.ok) this.engine.store.read((tx) => functions.checkResult(address, outcome.value, tx));
      return outcome;
    } catch (error) {
      return { ok: false, message: toMessage(error), logLines: [] };
    }
  }

  private execute(
    udfType: "Query" | "Mutation",
    address: FunctionAddress,
    caller: Caller,
    run: (logLines: string[]) => Execution,
  ): FunctionFailure | (FunctionSuccess & Execution) {
    const started = start(caller);
    const logLines: string[] = [];
    let outcome: FunctionFailure | (FunctionSuccess & Execution);
    try {
      outcome = { ok: true, ...run(logLines), logLines };
    } catch (error) {
      const { requestId } = started;
      const data = error instanceof IsolateError ? error.data : undefined;
      outcome = {
        ok: false,
        message: toMessage(error),
        requestId,
        ...(data !== undefined && { data }),
        logLines,
      };
    }
    this.log(udfType, address, caller, started, outcome);
    return outcome;
  }

  private log(
    udfType: UdfType,
    address: FunctionAddress,
    caller: Caller,
    started: { requestId: string; startedMs: number },
    outcome: FunctionFailure | FunctionSuccess,
  ): void {
    this.engine.logs.append({
      ...started,
      address,
      udfType,
      durationMs: Date.now() - started.startedMs,
      identityType: IDENTITY_TYPES[caller.kind],
      logLines: outcome.logLines,
      error: outcome.ok ? null : outcome.message,
    });
  }
}

function start({ request }: Caller): { requestId: string; startedMs: number } {
  return { requestId: request?.requestId ?? randomUUID(), startedMs: Date.now() };
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
