import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Connection } from "../../scripts/lib/connection";
import { freePort } from "../../scripts/lib/ports";
import { inProject, projectFolder } from "../../scripts/lib/project";

const READY_MS_MAX = 180_000;

export interface GuildhallOptions {
  readonly portal?: boolean;
  readonly demo?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** An own Guildhall, for tests that stop it, kill it or count everything in it. Close it in the end. */
export async function startGuildhall(options: GuildhallOptions = {}): Promise<Guildhall> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "guildhall-")));
  const ports = { port: await freePort(), "backend-port": await freePort(), "site-port": await freePort() };
  const guildhall = new Guildhall(folder, ports, options);
  await guildhall.start();
  return guildhall;
}

export class Guildhall {
  readonly data: string;
  #child: ChildProcess | null = null;
  #output = "";

  constructor(
    private readonly folder: string,
    readonly ports: { port: number; "backend-port": number; "site-port": number },
    private readonly options: GuildhallOptions,
  ) {
    this.data = path.join(folder, "data");
  }

  /** What it printed since its last start. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) {
      throw new Error("Guildhall is not running");
    }
    return pid;
  }

  get flags(): string[] {
    const { portal = true, demo = true } = this.options;
    const ports = Object.entries(this.ports).flatMap(([name, port]) => [`--${name}`, String(port)]);
    const switches = [...(portal ? [] : ["--no-portal"]), ...(demo ? [] : ["--no-demo"])];
    return [...ports, "--data", this.data, ...switches];
  }

  /** Resolves when it said that it is ready. */
  async start(): Promise<void> {
    this.#output = "";
    const child = runScript("start.ts", this.flags, this.options.environment);
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`Not ready in time:\n${this.#output}`)), READY_MS_MAX);
      const take = (chunk: Buffer) => {
        this.#output += chunk.toString();
        if (this.#output.includes("Guildhall is ready.")) {
          clearTimeout(late);
          resolve();
        }
      };
      child.stdout?.on("data", take);
      child.stderr?.on("data", take);
      child.once("exit", () => {
        clearTimeout(late);
        reject(new Error(`Guildhall did not start:\n${this.#output}`));
      });
    });
  }

  async connection(): Promise<Connection> {
    return JSON.parse(await readFile(path.join(this.data, "connection.json"), "utf8")) as Connection;
  }

  /** Ends the process that was started and resolves with its exit code; null after a signal. */
  async end(signal: "SIGINT" | "SIGTERM" | "SIGKILL"): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) {
      return child?.exitCode ?? null;
    }
    const closed = once(child, "exit");
    child.kill(signal);
    const [code] = (await closed) as [number | null];
    return code;
  }

  async close(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A script of scripts/ as `npm run` starts it, away from the deployment that the developer may have chosen. */
export function runScript(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  const unchosen = { CONVEX_DEPLOYMENT: "", CONVEX_DEPLOY_KEY: "", CONVEX_SELF_HOSTED_URL: "" };
  return spawn(process.execPath, ["--import", "tsx", inProject("scripts", name), ...args], {
    cwd: projectFolder,
    env: { ...cleanEnvironment(), ...unchosen, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** vitest's own variables change how Next and React behave. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _nodeEnv, VITEST: _vitest, npm_lifecycle_event: _event, ...environment } = process.env;
  return environment as NodeJS.ProcessEnv;
}

/** Runs a script to its end. */
export async function script(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = runScript(name, args, environment);
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}
