import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Scheduler } from "./jobs/scheduler";
import { runActionSyscall } from "./runtime/actionSyscalls";
import { definitionOf } from "./runtime/address";
import { Executor, type MutationOptions } from "./runtime/executor";
import { Functions, type Invocation } from "./runtime/functions";
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
import { type Index, indexSignature } from "./store/catalog";
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
  Json,
  JsonObject,
  KeyRange,
  MutationOutcome,
  QueryOutcome,
  Release,
} from "./types";
import { reportFault } from "./report";

export interface EngineOptions {
  /** Called when the database turns out to be damaged; nothing may be served from it any more. */
  readonly onDamage?: (error: Error) => void;
  readonly folder: string;
  readonly urls: { readonly deploymentUrl: string; readonly siteUrl: string };
}

/** One deployment: its data, its code and everything that runs on it. Knows no socket. */
export class Engine {
  readonly logs = new LogStream();
  readonly store: Store;
  readonly scheduler: Scheduler;
  readonly files: FileStorage;
  readonly worker: NodeWorker;
  /** Seals cursors, function handles and upload addresses. */
  readonly secret: Buffer;
  private readonly executor: Executor;
  private stored: Variables;

  private constructor(private readonly options: EngineOptions) {
    const fail = options.onDamage ?? (() => undefined);
    this.store = new Store(options.folder, (component, table) => this.documentType(component, table), fail);
    this.secret = Buffer.from(
      this.store.meta("secret", () => randomBytes(32).toString("base64")),
      "base64",
    );
    this.stored = JSON.parse(this.store.meta("variables", () => "{}")) as Variables;
    this.scheduler = new Scheduler(this);
    this.files = new FileStorage(this, join(options.folder, "files"));
    this.worker = new NodeWorker({
      folder: join(options.folder, "modules"),
      syscall: (context, op, args) => this.actionSyscall(context, op, args),
      storage: this.files,
    });
    this.executor = new Executor(this);
  }

  /** Opens a data folder and serves what was pushed last. */
  static async open(options: EngineOptions): Promise<Engine> {
    const engine = new Engine(options);
    const release = engine.store.meta("release", () => "null");
    if (release !== "null") await engine.serve(JSON.parse(release) as Release);
    return engine;
  }

  get release(): Release | null {
    return this.executor.functions?.release ?? null;
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
    return this.store.committedTs;
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
    return this.executor.query(address, args, caller, options.journal ?? null);
  }

  mutation(
    address: FunctionAddress,
    args: JsonObject,
    caller: Caller,
    options: MutationOptions = {},
  ): Promise<MutationOutcome> {
    return this.executor.mutation(address, args, caller, options);
  }

  runIn(tx: Transaction, invocation: Invocation): FunctionFailure | FunctionSuccess {
    return this.executor.runIn(tx, invocation);
  }

  action(address: FunctionAddress, args: JsonObject, caller: Caller): Promise<ActionOutcome> {
    return this.executor.action(address, args, caller);
  }

  /** A syscall of a running action. */
  actionSyscall(context: ActionContext, op: string, argsJson: string): Promise<string> {
    return runActionSyscall(this, this.executor.loaded, context, op, argsJson);
  }

  async changeVariables(changes: readonly VariableChange[]): Promise<void> {
    const changed = changeVariables(this.stored, changes);
    const saved = this.write((tx) => {
      this.store.setMeta("variables", JSON.stringify(changed));
      tx.touch("environment");
      tx.afterCommit.push(() => {
        this.stored = changed;
        this.executor.functions?.renewIsolates();
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
        this.executor.functions = functions;
        this.dropIndexes(release);
      });
    });
    this.store.flush();
    await installed;
    await this.loadWorker(release);
  }

  backfill(indexId: number): Promise<void> {
    return this.store.backfill(indexId);
  }

  /** Documents of a table in the order they were inserted, after the given row number; those of an open group, too. */
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

  /** The validator of a table's documents, or null where they may be anything. */
  private documentType(component: string, table: string): Json | null {
    const schema = definitionOf(this.release, component)?.schema;
    if (!schema?.schemaValidation) return null;
    return schema.tables.find((each) => each.tableName === table)?.documentType ?? null;
  }

  private async serve(release: Release): Promise<void> {
    this.executor.functions = await this.loadFunctions(release);
    this.dropIndexes(release);
    await this.loadWorker(release);
  }

  /**
   * Those of older releases and of pushes that failed. They stop answering at once, because a new index may have the
   * name of an old one; their rows go in the background.
   */
  private dropIndexes(release: Release): void {
    const isUnused = (index: Index) => !isUsed(release, this.catalog.table(index.table), index);
    this.store
      .dropIndexes(isUnused)
      .catch((error: unknown) => reportFault("unused index could not be emptied", error));
  }

  private loadFunctions(release: Release): Promise<Functions> {
    const environment = (instance: string) => instanceEnvironment(release, instance, this.variables);
    return Functions.load(release, environment, this);
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
  const { schema } = definitionOf(release, table.component) ?? {};
  const declared = schema?.tables.find((each) => each.tableName === table.name);
  const all = [...(declared?.indexes ?? []), ...(declared?.searchIndexes ?? [])];
  return all.some((each) => each.indexDescriptor === index.name && indexSignature(each) === index.signature);
}
