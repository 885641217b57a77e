import { AsyncLocalStorage } from "node:async_hooks";
import type { MessagePort } from "node:worker_threads";
import { addLine, formatLine } from "../logLines";
import type { Answer, Ask, FromWorker, StoredBlob, WorkerInstance } from "./protocol";

const LEVELS = {
  log: "LOG",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
  debug: "DEBUG",
  trace: "DEBUG",
  dir: "LOG",
  table: "LOG",
} as const;

/** One running function. Whatever it awaits carries it along, so that globals know on whose behalf they are used. */
export class RunningCall {
  readonly logLines: string[] = [];
  /** Settles the call early, for what escapes the function's own promise. */
  fail: (error: unknown) => void = () => undefined;

  constructor(
    readonly id: number,
    readonly instance: WorkerInstance,
  ) {}

  log(level: string, values: readonly unknown[]): void {
    addLine(this.logLines, formatLine(level, values));
  }
}

const running = new AsyncLocalStorage<RunningCall>();
let loadingEnv: Record<string, string> = {};

export function currentCall(): RunningCall | undefined {
  return running.getStore();
}

export function runAs<T>(call: RunningCall, work: () => Promise<T>): Promise<T> {
  return running.run(call, work);
}

/** Modules evaluate once and outside any call, hence `process.env` at their top level is the one given here. */
export async function withLoadingEnv<T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> {
  loadingEnv = env;
  return await running.exit(work);
}

/** Sends requests of running calls to the main thread and gives them the answers. */
export class MainThread {
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private lastId = 0;

  constructor(private readonly port: MessagePort) {}

  send(message: FromWorker): void {
    this.port.postMessage(message);
  }

  answered(id: number, answer: Answer): void {
    this.waiting.get(id)?.(answer);
    this.waiting.delete(id);
  }

  async ask(ask: Ask): Promise<string | StoredBlob | null> {
    const call = currentCall();
    if (call === undefined) throw new Error("Convex operations are only available while a function runs.");
    const id = ++this.lastId;
    const answer = await new Promise<Answer>((resolve) => {
      this.waiting.set(id, resolve);
      this.send({ type: "ask", id, call: call.id, ask });
    });
    if (answer.ok) return answer.value;
    const error = new Error(answer.message);
    throw answer.data === undefined
      ? error
      : Object.assign(error, { data: JSON.parse(answer.data) as unknown });
  }
}

/** Puts `Convex`, `console` and `process.env` in place, each looking up the call it is used by. */
export function installGlobals(main: MainThread): void {
  Object.defineProperty(process, "env", {
    configurable: true,
    get: () => currentCall()?.instance.env ?? loadingEnv,
  });
  for (const [method, level] of Object.entries(LEVELS) as [keyof typeof LEVELS, string][]) {
    const original = console[method].bind(console) as (...values: unknown[]) => void;
    console[method] = (...values: unknown[]) => {
      const call = currentCall();
      if (call === undefined) original(...values);
      else call.log(level, values);
    };
  }
  Object.assign(globalThis, {
    Convex: {
      syscall: (name: string) => {
        throw new Error(`${name} is not available in actions.`);
      },
      asyncSyscall: (name: string, args: string) => main.ask({ op: "syscall", name, args }),
      jsSyscall: (name: string, args: Record<string, unknown>) => storageSyscall(main, name, args),
    },
  });
}

async function storageSyscall(
  main: MainThread,
  name: string,
  args: Record<string, unknown>,
): Promise<unknown> {
  if (name === "storage/getBlob") {
    const stored = (await main.ask({ op: "read", storageId: String(args.storageId) })) as StoredBlob | null;
    return stored === null
      ? null
      : new Blob([stored.bytes as Uint8Array<ArrayBuffer>], { type: stored.contentType ?? "" });
  }
  if (name === "storage/storeBlob") {
    const { blob, options } = args as { blob: unknown; options?: { sha256?: string } };
    if (!(blob instanceof Blob)) {
      throw new Error(
        "store() expects a Blob. If you are trying to store a Request, `await request.blob()` will give you the correct input.",
      );
    }
    const stored = { bytes: new Uint8Array(await blob.arrayBuffer()), contentType: blob.type || null };
    return await main.ask({ op: "store", blob: stored, sha256: options?.sha256 ?? null });
  }
  throw new Error(`${name} is not supported by the embedded deployment.`);
}
