import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as z from "zod";
import { Child } from "./lib/children";
import { runChecks, type Tally } from "./lib/checks";
import { findChromium, installChromium } from "./lib/chromium";
import { run } from "./lib/command";
import { programs } from "./lib/project";

run(
  {
    usage: "npm test [-- --soak]",
    summary: "Runs the checks and all tests. The last line is `N passed, N failed`.",
    options: {
      soak: {
        help: "Repeat randomized and crash tests as often as it takes to trust them (an hour or more).",
      },
    },
  },
  async (given) => {
    const chromium = findChromium() ?? installChromium();
    const checks = await runChecks();
    const tests = await runTests(chromium, given.has("soak"));
    const failed = checks.failed + tests.failed;
    console.log(`${checks.passed + tests.passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  },
);

const report = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
});

async function runTests(chromium: string, soak: boolean): Promise<Tally> {
  const folder = await mkdtemp(path.join(tmpdir(), "guildhall-tests-"));
  const file = path.join(folder, "report.json");
  try {
    const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const child = new Child("vitest", [programs.vitest, ...args], {
      output: "show",
      env: { ...process.env, CHROMIUM_PATH: chromium, ...(soak ? { GUILDHALL_SOAK: "1" } : {}) },
    });
    const code = await child.ended;
    return tally(code, report.parse(JSON.parse(await readFile(file, "utf8"))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file that failed to load has no tests that could fail, and an error outside of tests has none either: each counts once. */
function tally(code: number | null, result: z.infer<typeof report>): Tally {
  const skipped = result.numPendingTests;
  if (skipped > 0) {
    console.error(`✗ ${skipped} tests were skipped, which counts as failed.`);
  }
  const failed = result.numFailedTests + skipped;
  return { passed: result.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1) };
}
