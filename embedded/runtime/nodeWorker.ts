import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type {
  ActionOutcome,
  AnalyzedFunction,
  Caller,
  FunctionAddress,
  HttpActionRequest,
  HttpActionResponse,
  ModuleSource,
  Release,
} from "../types";
import { fillOnce, removeOthers, writeModules } from "./worker/modules";
import type {
  Analysis,
  Ask,
  Call,
  CallResult,
  HttpMatch,
  StoredBlob,
  WorkerInstances,
} from "./worker/protocol";
import { WorkerThread } from "./worker/thread";
import type { FileStorage } from "../server/storage";
import { report } from "../report";

export interface ActionContext {
  readonly address: FunctionAddress;
  readonly caller: Caller;
}

export interface NodeWorkerOptions {
  /** `<data>/modules`; everything in it can be written anew. */
  readonly folder: string;
  readonly syscall: (context: ActionContext, name: string, argsJson: string) => Promise<string>;
  readonly storage: Pick<FileStorage, "store" | "read">;
  readonly timeoutMs?: number;
  readonly stallMs?: number;
}

export interface HttpOutcome {
  readonly route: string | null;
  readonly response: HttpActionResponse | null;
  readonly failure: string | null;
  readonly logLines: readonly string[];
}

interface Served {
  readonly script: string;
  readonly instances: WorkerInstances;
  readonly folder: string;
  thread: WorkerThread;
}

const MINUTE = 60_000;
const ANALYSIS_MS_MAX = 30_000;

/** Runs actions and HTTP actions in a worker thread that is replaced whenever code or environment changes. */
export class NodeWorker {
  private readonly timeoutMs: number;
  private readonly stallMs: number;
  private readonly threads = new Map<WorkerThread, string>();
  private script: Promise<string> | null = null;
  private readonly analyses = new Set<string>();
  private current: Served | null = null;

  constructor(private readonly options: NodeWorkerOptions) {
    this.timeoutMs = options.timeoutMs ?? 10 * MINUTE;
    this.stallMs = options.stallMs ?? 20_000;
  }

  /**
   * Serves `release` from now on; calls in flight end in the thread they began in. `environment` gives the
   * `process.env` of a component instance.
   */
  async load(
    release: Release,
    environment: (instance: string) => Readonly<Record<string, string>>,
  ): Promise<void> {
    const script = await this.prepare();
    const instances: Record<string, { folder: string; env: Record<string, string> }> = {};
    await fillOnce(join(this.options.folder, release.id), async (folder) => {
      for (const { path, definitionPath } of Object.values(release.instances)) {
        await writeModules(
          join(folder, instanceFolder(path)),
          release.definitions[definitionPath]?.modules ?? [],
        );
      }
    });
    for (const { path } of Object.values(release.instances)) {
      const folder = join(this.options.folder, release.id, instanceFolder(path));
      instances[path] = { folder, env: { ...environment(path) } };
    }
    const previous = this.current;
    const thread = this.startThread(script, instances, release.id);
    this.current = { script, instances, folder: release.id, thread };
    previous?.thread.retire();
    await removeOthers(this.options.folder, new Set([...this.threads.values(), ...this.analyses]));
  }

  /** What the "use node" modules of a definition export, in a thread of its own so that a bad module harms nobody. */
  async analyze(
    definition: { readonly definitionPath: string; readonly modules: readonly ModuleSource[] },
    env: Readonly<Record<string, string>>,
  ): Promise<Record<string, AnalyzedFunction[]>> {
    const entries = definition.modules.filter(
      ({ path, environment }) => environment === "node" && !path.startsWith("_deps/"),
    );
    if (entries.length === 0) return {};
    const script = await this.prepare();
    const name = `analyze-${randomUUID()}`;
    const folder = join(this.options.folder, name);
    this.analyses.add(name);
    await writeModules(folder, definition.modules);
    const thread = this.startThread(script, { "": { folder, env: { ...env } } }, name);
    const modules = entries.map(({ path }) => path);
    const result = await thread.run({ kind: "analyze", component: "", modules }, ANALYSIS_MS_MAX, () => {
      throw new Error("Convex operations are not available while modules are analyzed.");
    });
    await thread.terminate("The analysis is over.");
    await rm(folder, { recursive: true, force: true });
    this.analyses.delete(name);
    if (!result.ok) throw new Error(result.message);
    return result.value as Analysis;
  }

  async action(
    address: FunctionAddress,
    args: string,
    caller: Caller,
    requestId: string,
  ): Promise<ActionOutcome> {
    const result = await this.run({ kind: "action", ...address, args, requestId }, { address, caller });
    return result.ok ? { ...result, value: result.value as string } : result;
  }

  async http(request: HttpActionRequest, caller: Caller): Promise<HttpOutcome> {
    const address = { component: "", path: "http.js:default" };
    const result = await this.run({ kind: "http", component: "", request }, { address, caller });
    if (!result.ok)
      return { route: null, response: null, failure: result.message, logLines: result.logLines };
    const { route, response } = result.value as HttpMatch;
    return { route, response, failure: null, logLines: result.logLines };
  }

  async close(): Promise<void> {
    this.current = null;
    await Promise.all(
      [...this.threads.keys()].map((thread) => thread.terminate("The deployment is shutting down.")),
    );
  }

  private async run(call: Call, context: ActionContext): Promise<CallResult> {
    if (this.current === null) throw new Error("No functions have been pushed to this deployment yet.");
    const { script, instances, folder, thread } = this.current;
    if (!thread.alive) this.current.thread = this.startThread(script, instances, folder);
    return await this.current.thread.run(call, this.timeoutMs, (ask) => this.answer(ask, context));
  }

  private async answer(ask: Ask, context: ActionContext): Promise<string | StoredBlob | null> {
    const { component } = context.address;
    if (ask.op === "syscall") return await this.options.syscall(context, ask.name, ask.args);
    if (ask.op === "read") return this.options.storage.read(component, ask.storageId);
    return await this.options.storage.store(component, ask.blob.bytes, ask.blob.contentType, ask.sha256);
  }

  private startThread(script: string, instances: WorkerInstances, folder: string): WorkerThread {
    const thread: WorkerThread = new WorkerThread({
      script,
      instances,
      stallMs: this.stallMs,
      onStray: (message) => report("error", "stray error in an action", { message }),
      onExit: () => this.threads.delete(thread),
    });
    this.threads.set(thread, folder);
    return thread;
  }

  /** The thread's own code is bundled into one plain file: it must not run under the host's TypeScript loader. */
  private prepare(): Promise<string> {
    this.script ??= (async () => {
      await mkdir(this.options.folder, { recursive: true });
      const outfile = join(this.options.folder, "worker.mjs");
      const entry = fileURLToPath(new URL("./worker/main.ts", import.meta.url));
      await build({
        entryPoints: [entry],
        outfile,
        bundle: true,
        platform: "node",
        format: "esm",
        logLevel: "silent",
      });
      return outfile;
    })();
    return this.script;
  }
}

/** Instance paths are identifiers joined by slashes; the app's own is empty. */
function instanceFolder(path: string): string {
  return path === "" ? "app" : `component.${path.replaceAll("/", ".")}`;
}
