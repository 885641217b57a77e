import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readFile, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { prepared } from "./prepared";

const projectFolder = path.resolve(import.meta.dirname, "../..");
export const fixtureApp = path.join(projectFolder, "tests/embedded/fixtures/app");
/** What `convex/bin/main.js` imports. Started directly, Node need not look for its exports, which takes it a third of a second. */
const cliScript = path.join(projectFolder, "node_modules/convex/dist/cli.bundle.cjs");
const START_MS_MAX = 60_000;
const CLI_MS_MAX = 110_000;

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  /** Folder with `package.json` and `convex/`; the deployment works on a copy. `null`: nothing is pushed. */
  readonly app?: string | null;
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * An embedded deployment in a child process, on free ports and an own data folder, with the fixture app pushed to it
 * by the official CLI. Close it in `afterAll`.
 */
export async function startDeployment({ app = fixtureApp, environment }: Options = {}): Promise<Deployment> {
  if (app === null) return await startPrepared(null, environment);
  // What lies elsewhere was made by a test and is like nothing else.
  if (path.relative(projectFolder, app).startsWith("..")) return await startPushed(app, environment);
  const name = path.relative(projectFolder, app).replaceAll(path.sep, "-");
  const pushed = await prepared(name, async (folder) => {
    const deployment = await startPushed(app);
    await deployment.handOver(folder);
  });
  return await startPrepared(pushed, environment);
}

/** A deployment that goes on where the one left off of which this is the folder, or with nothing. */
export async function startPrepared(
  source: string | null,
  environment: Options["environment"] = {},
): Promise<Deployment> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), "embedded-")));
  const deployment = new Deployment(folder, environment);
  try {
    if (source !== null) await cp(source, folder, { recursive: true, verbatimSymlinks: true });
    await deployment.start();
  } catch (error) {
    await deployment.close();
    throw error;
  }
  return deployment;
}

async function startPushed(app: string, environment: Options["environment"] = {}): Promise<Deployment> {
  const deployment = await startPrepared(null, environment);
  try {
    await copyApp(app, deployment.appFolder);
    await deployment.push();
  } catch (error) {
    await deployment.close();
    throw error;
  }
  return deployment;
}

/** Copies a functions project; its packages are those of this project. */
export async function copyApp(source: string, target: string): Promise<void> {
  await cp(source, target, { recursive: true });
  await symlink(path.join(projectFolder, "node_modules"), path.join(target, "node_modules"));
}

export class Deployment {
  url = "";
  siteUrl = "";
  adminKey = "";
  readonly dataFolder: string;
  /** The copy of the app, free to be changed by the test. */
  readonly appFolder: string;
  #child: ChildProcess | null = null;
  #output = "";

  constructor(
    private readonly folder: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {
    this.dataFolder = path.join(folder, "data");
    this.appFolder = path.join(folder, "app");
  }

  /** Everything that the process printed. */
  get output(): string {
    return this.#output;
  }

  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) {
      throw new Error("The deployment is not running");
    }
    return pid;
  }

  /** Starts on the ports it had before, if it ran before. */
  async start(): Promise<void> {
    const port = this.url === "" ? "0" : new URL(this.url).port;
    const sitePort = this.siteUrl === "" ? "0" : new URL(this.siteUrl).port;
    const script = path.join(projectFolder, "embedded/main.ts");
    const flags = ["--data", this.dataFolder, "--port", port, "--site-port", sitePort];
    const child = spawn(process.execPath, ["--import", "tsx", script, ...flags], {
      cwd: projectFolder,
      env: { ...process.env, ...this.environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stdout.on("data", (chunk: Buffer) => (this.#output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (this.#output += chunk.toString()));
    await this.#firstLine(child);
    const connection: unknown = JSON.parse(
      await readFile(path.join(this.dataFolder, "deployment.json"), "utf8"),
    );
    const { deploymentUrl, siteUrl, adminKey } = connection as Record<string, string>;
    Object.assign(this, { url: deploymentUrl, siteUrl, adminKey });
  }

  /** `npx convex dev --once`, without the type check, which would take most of the time. */
  async push(...flags: string[]): Promise<void> {
    const result = await this.cli(["dev", "--once", "--typecheck", "disable", ...flags]);
    if (result.code !== 0) {
      throw new Error(`The push failed:\n${result.stdout}${result.stderr}\n${this.#output}`);
    }
  }

  /** Runs the official CLI in the app's folder against this deployment. */
  async cli(
    args: readonly string[],
    options: { cwd?: string; stopAfterMs?: number } = {},
  ): Promise<CliResult> {
    const child = spawn(process.execPath, [cliScript, ...args], {
      cwd: options.cwd ?? this.appFolder,
      env: cliEnvironment(this.url, this.adminKey),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const timer = setTimeout(() => child.kill("SIGKILL"), options.stopAfterMs ?? CLI_MS_MAX);
    const [code] = (await once(child, "close")) as [number | null];
    clearTimeout(timer);
    return { code, stdout, stderr };
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** A clean shutdown. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async restart(signal: "SIGKILL" | "SIGTERM" = "SIGTERM"): Promise<void> {
    await this.#end(signal);
    await this.start();
  }

  async close(): Promise<void> {
    await this.#end("SIGTERM");
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Stops for good and leaves everything in another folder, for `startPrepared`. */
  async handOver(folder: string): Promise<void> {
    await this.stop();
    await cp(this.folder, folder, { recursive: true, verbatimSymlinks: true });
    await this.close();
  }

  async #end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const closed = once(child, "close");
    child.kill(signal);
    await closed;
  }

  async #firstLine(child: ChildProcess & { stdout: NonNullable<ChildProcess["stdout"]> }): Promise<void> {
    const lines = createInterface({ input: child.stdout });
    const ready = once(lines, "line");
    const ended = once(child, "exit").then(() => {
      throw new Error(`The deployment did not start:\n${this.#output}`);
    });
    const late = new Promise((_resolve, reject) => {
      setTimeout(() => reject(new Error(`Not ready in time:\n${this.#output}`)), START_MS_MAX).unref();
    });
    await Promise.race([ready, ended, late]);
    ended.catch(() => {});
    late.catch(() => {});
  }
}

/** `CI` keeps the CLI from waiting for the network after a failed push. */
function cliEnvironment(url: string, adminKey: string): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env };
  for (const name of Object.keys(environment)) {
    if (name.startsWith("CONVEX_") || name === "VITEST" || name === "NODE_ENV") {
      delete environment[name];
    }
  }
  return { ...environment, CI: "1", CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey };
}
