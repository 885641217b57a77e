import { Worker } from "node:worker_threads";
import type { Answer, Ask, Call, CallResult, FromWorker, ToWorker, WorkerInstances } from "./protocol";

export interface ThreadOptions {
  readonly script: string;
  readonly instances: WorkerInstances;
  /** A thread that answers no ping for this long is in an endless loop. */
  readonly stallMs: number;
  readonly onStray: (message: string) => void;
  readonly onExit: () => void;
}

interface Pending {
  readonly finish: (result: CallResult) => void;
  readonly answer: (ask: Ask) => Promise<string | { bytes: Uint8Array; contentType: string | null } | null>;
  readonly timer: NodeJS.Timeout;
}

const PING_MS_MAX = 1_000;
const HEAP_MB_MAX = 512;

/** One worker thread and its calls in flight. When it dies, they fail; it never comes back. */
export class WorkerThread {
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private readonly pingMs: number;
  private watchdog: NodeJS.Timeout | null = null;
  private unanswered = 0;
  private retired = false;
  private lastId = 0;
  private death: string | null = null;

  constructor(private readonly options: ThreadOptions) {
    this.pingMs = Math.min(PING_MS_MAX, options.stallMs / 4);
    this.worker = new Worker(options.script, {
      workerData: options.instances,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
    });
    this.worker.unref();
    this.worker.on("message", (message: FromWorker) => this.receive(message));
    this.worker.on("error", (error) => this.die(`The action runtime crashed: ${error.message}`));
    this.worker.on("exit", () => this.die("The action runtime was ended by the function (process.exit)."));
  }

  get alive(): boolean {
    return this.death === null;
  }

  run(call: Call, timeoutMs: number, answer: Pending["answer"]): Promise<CallResult> {
    if (this.death !== null) return Promise.resolve(failure(this.death));
    const id = ++this.lastId;
    return new Promise((resolve) => {
      const timedOut = `Function execution timed out (maximum duration: ${timeoutMs / 1000}s)`;
      const timer = setTimeout(() => this.finish(id, failure(timedOut)), timeoutMs);
      this.pending.set(id, { finish: resolve, answer, timer });
      this.send({ type: "call", id, call });
      this.watch();
    });
  }

  /** Ends the thread as soon as the calls in flight are done. */
  retire(): void {
    this.retired = true;
    this.endIfIdle();
  }

  async terminate(reason: string): Promise<void> {
    this.die(reason);
    await this.worker.terminate();
  }

  private send(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  private receive(message: FromWorker): void {
    if (message.type === "done") this.finish(message.id, message.result);
    else if (message.type === "ask") void this.answer(message.call, message.id, message.ask);
    else if (message.type === "pong") this.unanswered = 0;
    else this.options.onStray(message.message);
  }

  private async answer(call: number, id: number, ask: Ask): Promise<void> {
    const answer = await this.settle(call, ask);
    if (this.alive) this.send({ type: "answer", id, answer });
  }

  private async settle(call: number, ask: Ask): Promise<Answer> {
    const pending = this.pending.get(call);
    // A function that timed out or returned early must not go on writing.
    if (pending === undefined)
      return { ok: false, message: "The function that made this call has already ended." };
    try {
      return { ok: true, value: await pending.answer(ask) };
    } catch (error) {
      const { message, data } = error as { message?: unknown; data?: unknown };
      return { ok: false, message: String(message ?? error), ...(typeof data === "string" && { data }) };
    }
  }

  private finish(id: number, result: CallResult): void {
    const pending = this.pending.get(id);
    if (pending === undefined) return;
    this.pending.delete(id);
    clearTimeout(pending.timer);
    pending.finish(result);
    this.endIfIdle();
  }

  private endIfIdle(): void {
    if (this.pending.size > 0) return;
    if (this.watchdog !== null) clearInterval(this.watchdog);
    this.watchdog = null;
    if (this.retired && this.alive) void this.terminate("The action runtime was replaced.");
  }

  /** Counts unanswered pings instead of time, so that a machine waking from sleep condemns nobody. */
  private watch(): void {
    if (this.watchdog !== null) return;
    this.unanswered = 0;
    this.watchdog = setInterval(() => {
      if (this.unanswered * this.pingMs >= this.options.stallMs) {
        const seconds = this.options.stallMs / 1000;
        void this.terminate(
          `The action runtime was restarted: a function kept it busy for more than ${seconds}s.`,
        );
        return;
      }
      this.unanswered += 1;
      this.send({ type: "ping" });
    }, this.pingMs);
    this.watchdog.unref();
  }

  private die(reason: string): void {
    if (this.death !== null) return;
    this.death = reason;
    for (const id of [...this.pending.keys()]) this.finish(id, failure(reason));
    this.options.onExit();
  }
}

function failure(message: string): CallResult {
  return { ok: false, message, logLines: [] };
}
