import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runNode } from "./lib/children";
import { run, UsageError } from "./lib/command";
import { startEmbedded } from "./lib/deployment";
import { inProject, programs } from "./lib/project";
import { cliEnvironment } from "./lib/push";
import { sdkFiles } from "./lib/sdk";

const generated = inProject("convex/_generated");

run(
  {
    usage: "npm run generate",
    summary:
      "Writes convex/_generated anew, with the Convex CLI and a throwaway deployment, and the types of lib/sdk.",
    options: {
      check: { help: "Change nothing; fail when the committed files are not what would be written." },
    },
  },
  async (given) => {
    const folder = await mkdtemp(path.join(tmpdir(), "guildhall-generate-"));
    try {
      await (given.has("check") ? check(folder) : generate(folder));
      await (given.has("check") ? checkSdk() : generateSdk());
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

/** The CLI writes in place, so the committed files are put back: a check never changes what it checks. */
async function check(folder: string): Promise<void> {
  const committed = path.join(folder, "committed");
  await cp(generated, committed, { recursive: true });
  try {
    await generate(folder);
    await demandSame(committed);
  } finally {
    await rm(generated, { recursive: true });
    await cp(committed, generated, { recursive: true });
  }
}

async function generate(folder: string): Promise<void> {
  const data = path.join(folder, "data");
  const { child, ...deployment } = await startEmbedded({ data, port: 0, sitePort: 0, output: "collect" });
  const args = [programs.convex, "codegen", "--typecheck", "disable"];
  const { code, output } = await runNode("convex codegen", args, cliEnvironment(deployment));
  await child.stop();
  if (code !== 0) {
    throw new UsageError(`convex codegen failed:\n${output.trim()}`);
  }
}

async function generateSdk(): Promise<void> {
  for (const [file, text] of await sdkFiles()) {
    await writeFile(file, text);
  }
}

async function checkSdk(): Promise<void> {
  for (const [file, text] of await sdkFiles()) {
    if ((await readFile(file, "utf8").catch(() => null)) !== text) {
      throw outdated("lib/sdk");
    }
  }
}

async function demandSame(committed: string): Promise<void> {
  const names = new Set([...(await readdir(committed)), ...(await readdir(generated))]);
  const same = await Promise.all(
    [...names].map((name) => equal(path.join(committed, name), path.join(generated, name))),
  );
  if (same.includes(false)) {
    throw outdated("convex/_generated");
  }
}

function outdated(what: string): UsageError {
  return new UsageError(`${what} is not up to date: run \`npm run generate\` and commit the result.`);
}

async function equal(left: string, right: string): Promise<boolean> {
  const texts = await Promise.all([left, right].map((file) => readFile(file, "utf8").catch(() => null)));
  return texts[0] === texts[1];
}
