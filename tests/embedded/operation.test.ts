import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readFile, rm, stat } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Deployment, startDeployment } from "../support/deployment";

const main = resolve(import.meta.dirname, "../../embedded/main.ts");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "operation-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Runs a start that is expected to end by itself. */
async function refusedStart(flags: string[]): Promise<{ code: unknown; output: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", main, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "close")) as unknown[];
  return { code, output: output.trim() };
}

const onFreePorts = (data: string) => ["--data", data, "--port", "0", "--site-port", "0"];

describe("a start that cannot succeed ends with one clear line", () => {
  test("an option that does not exist", async () => {
    const { code, output } = await refusedStart(["--prot", "1"]);
    expect(code).toBe(1);
    expect(output.split("\n")).toHaveLength(1);
    expect(output).toContain("'--prot'");
  });

  test("a port that is none", async () => {
    expect(await refusedStart(["--data", folder, "--port", "no"])).toEqual({
      code: 1,
      output: '--port must be a port number, not "no".',
    });
  });

  test("a port that is taken", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const result = await refusedStart(["--data", folder, "--port", String(port), "--site-port", "0"]);
    taken.close();
    expect(result).toEqual({
      code: 1,
      output: `Port ${port} (deployment) is taken: stop what uses it, or choose another.`,
    });
  });

  test("a data folder of a newer version", async () => {
    const sql = new Database(join(folder, "data.sqlite"));
    sql.pragma("user_version = 999");
    sql.close();
    const { code, output } = await refusedStart(onFreePorts(folder));
    expect(code).toBe(1);
    expect(output).toContain("was written by a newer version (format 999");
  });
});

describe("a running deployment", () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await startDeployment({ app: null });
  }, 60_000);
  afterAll(async () => deployment.close());

  test("refuses a second deployment on its folder", async () => {
    const { code, output } = await refusedStart(onFreePorts(deployment.dataFolder));
    expect(code).toBe(1);
    expect(output).toBe(`The data folder ${deployment.dataFolder} is in use by another deployment.`);
  });

  test("lets nobody else read its secrets and its data", async () => {
    for (const name of ["admin.key", "deployment.json", "data.sqlite"]) {
      expect((await stat(join(deployment.dataFolder, name))).mode & 0o777, name).toBe(0o600);
    }
    expect(await readFile(join(deployment.dataFolder, "admin.key"), "utf8")).toMatch(
      /^embedded\|[0-9a-f]{64}$/,
    );
  });

  test.each(["//", "//evil.example/api/query", "/\\\\", "*", "http://"])(
    "refuses the path %s by name",
    async (path) => {
      const { hostname, port } = new URL(deployment.url);
      const asked = request({ hostname, port, path, method: "POST" }).end();
      const [response] = (await once(asked, "response")) as [IncomingMessage];
      response.resume();
      expect(response.statusCode).toBe(400);
      expect(deployment.output).not.toContain("could not be answered");
    },
  );

  test("logs one JSON object a line, also when one connection asks for the log again and again", async () => {
    const headers = { authorization: `Convex ${deployment.adminKey}` };
    for (let poll = 0; poll < 15; poll++) {
      await fetch(`${deployment.url}/api/stream_function_logs?cursor=0`, { headers }).then((r) => r.text());
    }
    const lines = deployment.output
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ level: "info", event: "ready", deploymentUrl: deployment.url });
  });

  test("keeps its key, and takes up its folder again after `kill -9`", async () => {
    const { adminKey } = deployment;
    await deployment.restart("SIGKILL");
    expect(deployment.adminKey).toBe(adminKey);
  });
});

test("a torn database is refused at the start, not half-served", async () => {
  const deployment = await startDeployment({ app: null });
  await deployment.stop();
  const file = join(deployment.dataFolder, "data.sqlite");
  const handle = await open(file, "r+");
  const { size } = await handle.stat();
  await handle.write(Buffer.alloc(size - 8192, 0xa5), 0, size - 8192, 4096);
  await handle.close();
  const { code, output } = await refusedStart(onFreePorts(deployment.dataFolder));
  await deployment.close();
  expect(code).toBe(1);
  expect(output).toMatch(/data\.sqlite is damaged \(.*\)\. Restore the data folder from a backup\.$/s);
}, 60_000);
