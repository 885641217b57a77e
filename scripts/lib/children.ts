import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { pathToFileURL } from "node:url";
import { inProject, projectFolder } from "./project";

const STOP_MS_MAX = 8_000;

export interface ChildOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** `show` passes the child's output on, `collect` only keeps it. */
  readonly output: "show" | "collect";
  /** `inherit` for programs that ask the person at the terminal. */
  readonly stdin?: "inherit";
}

/** A Node program that ends with its parent, whatever ends the parent. */
export class Child {
  /** What it printed on both streams, and on stdout alone. */
  output = "";
  stdout = "";
  /** Resolves with the first text on stdout. */
  readonly firstLine: Promise<void>;
  /** Resolves with the exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess;

  constructor(
    readonly name: string,
    args: readonly string[],
    options: ChildOptions,
  ) {
    this.#process = spawnBound(args, {
      cwd: options.cwd ?? projectFolder,
      env: options.env ?? process.env,
      stdio: [options.stdin ?? "ignore", "pipe", "pipe", "ipc"],
    });
    this.ended = new Promise((resolve) => this.#process.once("close", (code) => resolve(code)));
    this.firstLine = new Promise((resolve) => this.#process.stdout?.once("data", () => resolve()));
    const { stdout, stderr } = this.#process;
    stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout = keep(this.stdout + text);
      this.output = keep(this.output + text);
    });
    stderr?.setEncoding("utf8").on("data", (text: string) => (this.output = keep(this.output + text)));
    if (options.output === "show") {
      stdout?.pipe(process.stdout, { end: false });
      stderr?.pipe(process.stderr, { end: false });
    }
  }

  get running(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Asks for a clean end, and insists when it does not come. */
  async stop(): Promise<void> {
    if (!this.running) {
      return;
    }
    this.#process.kill("SIGTERM");
    const insist = setTimeout(() => this.#process.kill("SIGKILL"), STOP_MS_MAX);
    await this.ended;
    clearTimeout(insist);
  }
}

/** Starts a Node program that leaves when this process vanishes; `stdio` needs an `ipc` channel for that. */
export function spawnBound(args: readonly string[], options: SpawnOptions): ChildProcess {
  const env = { ...(options.env ?? process.env), GUILDHALL_PARENT: String(process.pid) };
  return spawn(process.execPath, ["--import", preload, ...args], { ...options, env });
}

/** Runs a Node program to its end and gives what it printed. */
export async function runNode(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ code: number | null; output: string; stdout: string }> {
  const child = new Child(name, args, { env, output: "collect" });
  return { code: await child.ended, output: child.output, stdout: child.stdout };
}

export const typescript = ["--import", "tsx"] as const;

/** The end of a long output says more than its beginning. */
function keep(text: string): string {
  return text.slice(-OUTPUT_LENGTH_MAX);
}

const OUTPUT_LENGTH_MAX = 1_000_000;
const preload = pathToFileURL(inProject("scripts/lib/dieWithParent.js")).href;
