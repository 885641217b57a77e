import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { Scheduler } from "./jobs/scheduler";
import { runActionSyscall } from "./runtime/actionSyscalls";
import { findFunction, missingFunction } from "./runtime/address";
import { Functions, type Invocation } from "./runtime/functions";
import { IsolateError } from "./runtime/isolate";
import { type ActionContext, NodeWorker } from "./runtime/nodeWorker";
import {
  changeVariables,
  instanceEnvironment,
  type VariableChange,
  type Variables,
} from "./server/environment";
import { LogStream } from "./server/logs";
import { FileStorage } from "./server/storage";
import { isSystemPath, systemQuery } from "./server/systemFunctions";
import type { Index } from "./store/catalog";
import type { StoredDocument } from "./store/connection";
import { Store } from "./store/store";
import type { Transaction } from "./txn/transaction";
import type {
  ActionOutcome,
  Caller,
  Commit,
  FunctionAddress,
  FunctionFailure,
  FunctionSuccess,
  JsonObject,
  KeyRange,
  MutationOutcome,
  QueryOutcome,
  Release,
} from "./types";

export interface EngineOptions {
  readonly folder: string;
  readonly urls: { readonly deploymentUrl: string; readonly siteUrl: string };
}

export interface MutationOptions {
  /** A request that already had its effect gets the stored answer, even after a restart. */
  readonly once?: { readonly sessionId: string; readonly requestId: number };
}

/** Resent mutations are recognised for this long after they ran. */
const ONCE_KEPT_MS = 24 * 3_600_000;

/** One deployment: its data, its code and everything that runs on it. Knows no socket. */
export class Engine {
  readonly logs = new LogStream();
  readonly store: Store;
  readonly scheduler: Scheduler;
  readonly files: FileStorage;
  readonly worker: NodeWorker;
  /** Seals cursors, function handles and upload addresses. */
  readonly secret: Buffer;
  private code: Functions | null = null;
  private stored: Variables;

  private constructor(private readonly options: EngineOptions) {
    this.store = new Store(options.folder, (component, table) => {
      const definition = this.release?.definitions[this.release.instances[component]?.definitionPath ?? "?"];
      const schema = definition?.schema;
      return schema?.schemaValidation
        ? (schema.tables.find((each) => each.tableName === table)?.documentType ?? null)
        : null;
    });
    this.secret = Buffer.from(
      this.store.meta("secret", () => randomBytes(32).toString("base64")),
      "base64",
    );
    this.stored = JSON.parse(this.store.meta("variables", () => "{}")) as Variables;
    this.scheduler = new Scheduler(this);
    this.files = new FileStorage({
      engine: this,
      folder: join(options.folder, "files"),
      secret: this.secret,
    });
    this.worker = new NodeWorker({
      folder: join(options.folder, "modules"),
      syscall: (context, op, args) => this.actionSyscall(context, op, args),
      storage: this.files,
    });
  }

  /** Opens a data folder and serves what was pushed last. */
  static async open(options: EngineOptions): Promise<Engine> {
    const engine = new Engine(options);
    await engine.write(
      (tx) => void tx.sql.prepare("DELETE FROM once WHERE at < ?").run(Date.now() - ONCE_KEPT_MS),
    );
    const release = engine.store.meta("release", () => "null");
    if (release !== "null") await engine.serve(JSON.parse(release) as Release);
    return engine;
  }

  get release(): Release | null {
    return this.code?.release ?? null;
  }

  get catalog() {
    return this.store.catalog;
  }

  /** All variables that functions of the app see. */
  get variables(): Variables {
    return {
      ...this.stored,
      CONVEX_CLOUD_URL: this.options.urls.deploymentUrl,
      CONVEX_SITE_URL: this.options.urls.siteUrl,
    };
  }

  /** What an operator set: `npx convex env list`. */
  get ownVariables(): Variables {
    return this.stored;
  }

  now(): bigint {
    return this.store.lastTs;
  }

  advanceTo(ts: bigint): void {
    this.store.advanceTo(ts);
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    return this.store.onCommit(listener);
  }

  write<T>(work: (tx: Transaction) => T): Promise<T> {
    return this.store.write(work);
  }

  read<T>(work: (tx: Transaction) => T): T {
    return this.store.read(work);
  }

  query(
    address: FunctionAddress,
    args: JsonObject,
    caller: Caller,
    options: { journal?: string | null } = {},
  ): QueryOutcome {
    if (caller.kind === "admin" && isSystemPath(address.path)) {
      return systemQuery(this, address.path, args, address.component);
    }
    return this.store.read((tx) => {
      const run = (logLines: string[]) => {
        const { functions } = this.admit(address, caller);
        return functions.run(
          tx,
          { address, udfType: "Query", args, caller, journal: options.journal ?? null },
          logLines,
        );
      };
      const outcome = this.execute("Query", address, caller, run);
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
    const write = this.store.write((tx): MutationOutcome => {
      const known = once && this.store.once(once.sessionId, once.requestId);
      if (known) return { ...(JSON.parse(known) as FunctionSuccess), ts: tx.ts };
      const outcome = this.runIn(tx, { address, udfType: "Mutation", args, caller });
      if (!outcome.ok) {
        failure = outcome;
        throw new Error(outcome.message);
      }
      if (once) this.store.rememberOnce(once.sessionId, once.requestId, JSON.stringify(outcome));
      return { ...outcome, ts: tx.ts };
    });
    return await write.catch((error: unknown) => {
      if (failure) return failure;
      throw error;
    });
  }

  /** Runs a mutation inside a transaction of the host's own. Whoever calls undoes the writes of a failure: `tx.nested`. */
  runIn(tx: Transaction, invocation: Invocation): FunctionFailure | FunctionSuccess {
    const { address, caller } = invocation;
    const outcome = this.execute("Mutation", address, caller, (logLines) => {
      return this.admit(address, caller).functions.run(tx, invocation, logLines);
    });
    if (!outcome.ok) return outcome;
    const { ok, value, logLines } = outcome;
    return { ok, value, logLines };
  }

  async action(address: FunctionAddress, args: JsonObject, caller: Caller): Promise<ActionOutcome> {
    const requestId = randomUUID();
    const started = Date.now();
    const outcome = await this.runAction(address, args, caller, requestId);
    const seen = outcome.ok ? outcome : publicFailure(outcome, requestId);
    this.log("Action", address, caller, {
      requestId,
      started,
      logLines: seen.logLines,
      error: seen.ok ? null : seen.message,
    });
    return seen;
  }

  /** A syscall of a running action. */
  actionSyscall(context: ActionContext, op: string, argsJson: string): Promise<string> {
    return runActionSyscall(this, this.loaded(), context, op, argsJson);
  }

  async changeVariables(changes: readonly VariableChange[]): Promise<void> {
    const changed = changeVariables(this.stored, changes);
    const saved = this.write((tx) => {
      this.store.setMeta("variables", JSON.stringify(changed));
      tx.touch("environment");
      tx.afterCommit.push(() => {
        this.stored = changed;
        this.code?.renewIsolates();
      });
    });
    // In the same turn, so that a second change starts from this one and no subscription re-runs before the switch.
    this.store.flush();
    await saved;
    if (this.release) await this.loadWorker(this.release);
  }

  /** The one moment of a push at which what serves changes. `verify` throws where a late write makes that impossible. */
  async install(release: Release, verify: () => void): Promise<void> {
    const functions = await this.loadFunctions(release);
    // From here to the second flush is one turn: `verify` has heard of every write, and no write under the old schema
    // can follow its verdict.
    this.store.flush();
    const installed = this.write((tx) => {
      verify();
      this.store.setMeta("release", JSON.stringify(release));
      this.scheduler.installCrons(tx, release);
      tx.touch("release");
      tx.afterCommit.push(() => {
        this.code = functions;
      });
    });
    this.store.flush();
    await installed;
    await this.loadWorker(release);
    void this.store.dropIndexes((index) => !isUsed(release, this.catalog.table(index.table), index));
  }

  backfill(indexId: number): Promise<void> {
    return this.store.backfill(indexId);
  }

  /** Documents of a table in the order they were inserted, after the given row number, committed ones only. */
  scanDocuments(table: number, after: number, limit: number): StoredDocument[] {
    return this.store.documents(table, after, limit);
  }

  tableNameOf(component: string, id: string): string | null {
    return this.read((tx) => tx.tableOf(component, id)?.name ?? null);
  }

  /** A key range that changes whenever something outside the tables does: a subscription may read it. */
  syntheticRange(name: string): KeyRange {
    return this.store.syntheticRange(name);
  }

  async close(): Promise<void> {
    const stopped = this.scheduler.stop();
    // Running actions end with their worker; the jobs that started them then note it, which needs the store.
    await this.worker.close();
    await stopped;
    this.logs.close();
    this.store.close();
  }

  private loaded(): Functions {
    if (!this.code) throw new IsolateError("No functions have been pushed to this deployment yet.");
    return this.code;
  }

  /** Clients reach the public functions of the app; admins and jobs reach every function of every component. */
  private admit(address: FunctionAddress, caller: Caller): { functions: Functions } {
    const found = findFunction(this.release, address);
    const isVisible =
      caller.kind !== "client" || (address.component === "" && found?.visibility === "public");
    if (!found || !isVisible) throw new IsolateError(missingFunction(address, caller));
    return { functions: this.loaded() };
  }

  private async runAction(
    address: FunctionAddress,
    args: JsonObject,
    caller: Caller,
    requestId: string,
  ): Promise<ActionOutcome> {
    try {
      const { functions } = this.admit(address, caller);
      const udfType = findFunction(functions.release, address)?.udfType;
      if (udfType !== "Action")
        throw new IsolateError(
          `Trying to execute ${address.path} as Action, but it is defined as ${udfType}.`,
        );
      this.read((tx) => functions.check(address, "args", args, tx));
      const outcome = await this.worker.action(address, JSON.stringify([args]), caller, requestId);
      if (outcome.ok) this.read((tx) => functions.check(address, "returns", JSON.parse(outcome.value), tx));
      return outcome;
    } catch (error) {
      return { ok: false, message: toMessage(error), logLines: [] };
    }
  }

  private execute<T extends { value: string }>(
    udfType: "Query" | "Mutation",
    address: FunctionAddress,
    caller: Caller,
    run: (logLines: string[]) => T,
  ): FunctionFailure | ({ ok: true; logLines: string[] } & T) {
    const logLines: string[] = [];
    const requestId = randomUUID();
    const started = Date.now();
    try {
      const result = run(logLines);
      this.log(udfType, address, caller, { requestId, started, logLines, error: null });
      return { ok: true, ...result, logLines };
    } catch (error) {
      const data = error instanceof IsolateError ? error.data : undefined;
      const failure = publicFailure(
        { ok: false, message: toMessage(error), ...(data !== undefined && { data }), logLines },
        requestId,
      );
      this.log(udfType, address, caller, { requestId, started, logLines, error: failure.message });
      return failure;
    }
  }

  private log(
    udfType: "Query" | "Mutation" | "Action",
    address: FunctionAddress,
    caller: Caller,
    run: { requestId: string; started: number; logLines: readonly string[]; error: string | null },
  ): void {
    const identityType =
      caller.kind === "client" ? "User" : caller.kind === "admin" ? "InstanceAdmin" : "System";
    const { requestId, started, logLines, error } = run;
    this.logs.append({
      address,
      udfType,
      requestId,
      identityType,
      startedMs: started,
      durationMs: Date.now() - started,
      logLines,
      error,
      environment: "isolate",
    });
  }

  private async serve(release: Release): Promise<void> {
    this.code = await this.loadFunctions(release);
    await this.loadWorker(release);
  }

  private loadFunctions(release: Release): Promise<Functions> {
    const environment = (instance: string) => instanceEnvironment(release, instance, this.variables);
    return Functions.load(release, environment, {
      scheduler: this.scheduler,
      storage: this.files,
      secret: this.secret,
    });
  }

  private loadWorker(release: Release): Promise<void> {
    return this.worker.load(release, (instance) => instanceEnvironment(release, instance, this.variables));
  }
}

function isUsed(
  release: Release,
  table: { component: string; name: string } | undefined,
  index: Index,
): boolean {
  if (!table || index.kind === "id" || index.name === "by_creation_time") return true;
  const definition = release.definitions[release.instances[table.component]?.definitionPath ?? "?"];
  const declared = definition?.schema?.tables.find((each) => each.tableName === table.name);
  const all = [...(declared?.indexes ?? []), ...(declared?.searchIndexes ?? [])];
  return all.some(
    (each) => each.indexDescriptor === index.name && Store.signatureOf(each) === index.signature,
  );
}

/** Convex's text for a developer: which request, and what was thrown. */
function publicFailure(failure: FunctionFailure, requestId: string): FunctionFailure {
  return { ...failure, message: `[Request ID: ${requestId.slice(0, 16)}] Server Error\n${failure.message}` };
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
