import { runNode, typescript } from "./children";
import { seconds } from "./progress";
import { inProject, programs } from "./project";

interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

/** What one core does, one after the other. */
type Lane = readonly Check[];

/** The lanes of a round run side by side: one per core. */
const rounds: readonly (readonly Lane[])[] = [
  [
    [{ name: "lint", args: [programs.eslint, "--max-warnings", "0", "."] }],
    [
      { name: "types", args: [programs.tsc, "--noEmit"] },
      { name: "format", args: [programs.prettier, "--check", "--log-level", "warn", "."] },
      { name: "docs", args: [...typescript, inProject("scripts/checkDocs.ts")] },
    ],
  ],
  // Alone, because the CLI writes its files where all others read them.
  [[{ name: "generated files", args: [...typescript, inProject("scripts/generate.ts"), "--check"] }]],
];

export interface Tally {
  passed: number;
  failed: number;
}

/** Runs all checks, also after one failed, so that one run shows everything that is wrong. */
export async function runChecks(): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  for (const lanes of rounds) {
    const results = (await Promise.all(lanes.map((lane) => runLane(lane)))).flat();
    tally.passed += results.filter((passed) => passed).length;
    tally.failed += results.filter((passed) => !passed).length;
  }
  return tally;
}

async function runLane(lane: Lane): Promise<boolean[]> {
  const results: boolean[] = [];
  for (const check of lane) results.push(await runCheck(check));
  return results;
}

async function runCheck({ name, args }: Check): Promise<boolean> {
  const startedAtMs = performance.now();
  console.log(`… Checking ${name}`);
  const { code, output } = await runNode(name, args);
  const took = seconds(performance.now() - startedAtMs);
  if (code === 0) {
    console.log(`✓ Checking ${name} (${took})`);
    return true;
  }
  console.error(`✗ Checking ${name} (${took})\n${output.trim()}\n`);
  return false;
}
