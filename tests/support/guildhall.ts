import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { spawnBound, typescript } from "../../scripts/lib/children";
import type { Connection } from "../../scripts/lib/connection";
import { freePort } from "../../scripts/lib/ports";
import { inProject, programs, projectFolder } from "../../scripts/lib/project";
import type { ApiAccess } from "./contactsApi";
import { cliEnvironment } from "../../scripts/lib/push";

const READY_MS_MAX = 180_000;

export interface GuildhallOptions {
  readonly portal?: boolean;
  readonly demo?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** An own Guildhall, for tests that stop it, kill it or count everything in it. Close it in the end. */
export async function startGuildhall(options: GuildhallOptions = {}): Promise<Guildhall> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "guildhall-")));
  const ports = await freePorts();
  const guildhall = new Guildhall(folder, ports, options);
  await guildhall.start();
  return guildhall;
}

interface Ports {
  readonly port: number;
  readonly "backend-port": number;
  readonly "site-port": number;
  readonly "idp-port": number;
}

export async function freePorts(): Promise<Ports> {
  return {
    port: await freePort(),
    "backend-port": await freePort(),
    "site-port": await freePort(),
    "idp-port": await freePort(),
  };
}

export function portFlags(ports: Ports): string[] {
  return Object.entries(ports).flatMap(([name, port]) => [`--${name}`, String(port)]);
}

export class Guildhall {
  readonly data: string;
  #child: ChildProcess | null = null;
  #output = "";

  constructor(
    private readonly folder: string,
    readonly ports: Ports,
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

  /** False after it ended, by itself too. */
  get isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  get flags(): string[] {
    const { portal = true, demo = true } = this.options;
    const switches = [...(portal ? [] : ["--no-portal"]), ...(demo ? [] : ["--no-demo"])];
    return [...portFlags(this.ports), "--data", this.data, ...switches];
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

  /** Those of its ports on which somebody listens. */
  async listening(): Promise<number[]> {
    const ports = Object.values(this.ports) as number[];
    const open = await Promise.all(ports.map((port) => isListening(port)));
    return ports.filter((_port, index) => open[index]);
  }

  async connection(): Promise<Connection> {
    return JSON.parse(await readFile(path.join(this.data, "connection.json"), "utf8")) as Connection;
  }

  /** The door to its HTTP API with the demo key. */
  async api(): Promise<ApiAccess> {
    const { siteUrl, demo } = await this.connection();
    if (demo === null) {
      throw new Error("This Guildhall has no demo organization");
    }
    return { siteUrl, apiKey: demo.apiKey };
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

  /** `kill -9` for every process at once, as when the machine loses power. */
  async crash(): Promise<void> {
    process.kill(-this.pid, "SIGKILL");
    await this.end("SIGKILL");
  }

  async close(): Promise<void> {
    await this.end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function isListening(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** A script of scripts/ as `npm run` starts it, away from the deployment that the developer may have chosen. */
export function runScript(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess {
  const unchosen = { CONVEX_DEPLOYMENT: "", CONVEX_DEPLOY_KEY: "", CONVEX_SELF_HOSTED_URL: "" };
  return spawnBound([...typescript, inProject("scripts", name), ...args], {
    cwd: projectFolder,
    env: { ...cleanEnvironment(), ...unchosen, ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // An own process group, so that a test can kill all of it at once.
    detached: true,
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
): Promise<Ended> {
  return await collect(runScript(name, args, environment));
}

/** Runs a line in a shell, as a person would who pasted it. */
export async function shell(line: string): Promise<Ended> {
  return await collect(spawn("sh", ["-c", line], { stdio: ["ignore", "pipe", "pipe"] }));
}

/** The official CLI in this project, on the deployment of the connection. */
export async function convexCli(connection: Connection, args: readonly string[]): Promise<Ended> {
  const env = { ...cleanEnvironment(), ...cliEnvironment(connection) };
  const command = [programs.convex, ...args];
  return await collect(
    spawn(process.execPath, command, { cwd: projectFolder, env, stdio: ["ignore", "pipe", "pipe"] }),
  );
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function collect(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}
