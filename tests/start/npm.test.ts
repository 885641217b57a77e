import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectFolder } from "../../scripts/lib/project";
import { startGuildhall, type Guildhall } from "../support/guildhall";

const GONE_MS_MAX = 5_000;

/** npm stands between the terminal and Guildhall, and passes on less than one thinks. */
describe("npm start", () => {
  let guildhall: Guildhall;
  beforeAll(async () => {
    guildhall = await startGuildhall({ portal: false, demo: false });
    await guildhall.end("SIGTERM");
  });
  afterAll(async () => await guildhall.close());

  test.each([
    ["SIGINT", 0],
    ["SIGTERM", 0],
    ["SIGKILL", null],
  ] as const)("%s to npm alone stops everything", async (signal, expected) => {
    const npm = spawn("npm", ["start", "--silent", "--", ...guildhall.flags], {
      cwd: projectFolder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const exit = once(npm, "exit");
    let output = "";
    npm.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    npm.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    while (!output.includes("Guildhall is ready.")) {
      expect(npm.exitCode, output).toBeNull();
      await sleep(50);
    }
    npm.kill(signal);
    const [code] = (await exit) as [number | null];
    expect(code).toBe(expected);
    const deadline = Date.now() + GONE_MS_MAX;
    while ((await guildhall.listening()).length > 0 && Date.now() < deadline) {
      await sleep(50);
    }
    expect(await guildhall.listening()).toEqual([]);
  });
});
