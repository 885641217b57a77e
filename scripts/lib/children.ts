import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { inProject, projectFolder } from "./project";

const STOP_MS_MAX = 8_000;

export interface ChildOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** `inherit` shows the child's output, `collect` keeps it in `output`. */
  readonly output: "inherit" | "collect";
  readonly onLine?: (line: string) => void;
}

/** A Node program that ends with its parent, whatever ends the parent. */
export class Child {
  /** What it printed on both streams, and on stdout alone. */
  output = "";
  stdout = "";
  /** Resolves with the exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  readonly #process: ChildProcess;

  constructor(
    readonly name: string,
    args: readonly string[],
    options: ChildOptions,
  ) {
    const pipe = options.output === "inherit" ? "inherit" : "pipe";
    this.#process = spawn(process.execPath, ["--import", preload, ...args], {
      cwd: options.cwd ?? projectFolder,
      env: options.env ?? process.env,
      stdio: ["ignore", pipe, pipe, "ipc"],
    });
    this.ended = once(this.#process, "close").then(() => this.#process.exitCode);
    const { stdout, stderr } = this.#process;
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => this.#take(text, options.onLine));
    }
    stdout?.on("data", (text: string) => (this.stdout += text));
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

  #take(text: string, onLine: ((line: string) => void) | undefined): void {
    this.output = (this.output + text).slice(-OUTPUT_LENGTH_MAX);
    for (const line of text.split("\n")) {
      if (line.trim() !== "") {
        onLine?.(line.trimEnd());
      }
    }
  }
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

const OUTPUT_LENGTH_MAX = 1_000_000;
const preload = pathToFileURL(inProject("scripts/lib/dieWithParent.js")).href;
