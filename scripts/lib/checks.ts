import { runNode, typescript } from "./children";
import { step } from "./progress";
import { inProject, programs } from "./project";

interface Check {
  readonly name: string;
  readonly args: readonly string[];
}

/** Each pair runs side by side: one program per core. */
const pairs: readonly (readonly Check[])[] = [
  [
    { name: "lint", args: [programs.eslint, "--max-warnings", "0", "."] },
    { name: "types", args: [programs.tsc, "--noEmit"] },
  ],
  [
    { name: "format", args: [programs.prettier, "--check", "--log-level", "warn", "."] },
    { name: "docs", args: [...typescript, inProject("scripts/checkDocs.ts")] },
  ],
  [{ name: "generated files", args: [...typescript, inProject("scripts/generate.ts"), "--check"] }],
];

export interface Tally {
  passed: number;
  failed: number;
}

/** Runs all checks, also after one failed, so that one run shows everything that is wrong. */
export async function runChecks(): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  for (const pair of pairs) {
    const title = `Checking ${pair.map((check) => check.name).join(" and ")}`;
    const results = await step(title, () => Promise.all(pair.map((check) => runCheck(check))));
    tally.passed += results.filter((passed) => passed).length;
    tally.failed += results.filter((passed) => !passed).length;
  }
  return tally;
}

async function runCheck(check: Check): Promise<boolean> {
  const { code, output } = await runNode(check.name, check.args);
  if (code !== 0) {
    console.error(`✗ ${check.name}\n${output.trim()}\n`);
  }
  return code === 0;
}
