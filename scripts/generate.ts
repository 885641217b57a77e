import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runNode } from "./lib/children";
import { run, UsageError } from "./lib/command";
import { startEmbedded } from "./lib/deployment";
import { inProject, programs } from "./lib/project";
import { cliEnvironment } from "./lib/push";

const generated = inProject("convex/_generated");

run(
  {
    usage: "npm run generate",
    summary: "Writes convex/_generated anew, with the Convex CLI and a throwaway embedded deployment.",
    options: {
      check: { help: "Change nothing; fail when the committed files are not what would be written." },
    },
  },
  async (given) => {
    const folder = await mkdtemp(path.join(tmpdir(), "guildhall-generate-"));
    try {
      const before = path.join(folder, "before");
      await cp(generated, before, { recursive: true });
      await generate(path.join(folder, "data"));
      if (given.has("check")) {
        await demandSame(before);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);

async function generate(data: string): Promise<void> {
  const { child, ...deployment } = await startEmbedded({ data, port: 0, sitePort: 0, output: "collect" });
  const args = [programs.convex, "codegen", "--typecheck", "disable"];
  const { code, output } = await runNode("convex codegen", args, cliEnvironment(deployment));
  await child.stop();
  if (code !== 0) {
    throw new UsageError(`convex codegen failed:\n${output.trim()}`);
  }
}

/** Puts the committed files back when they differ, so that a check never changes what it checks. */
async function demandSame(before: string): Promise<void> {
  const names = new Set([...(await readdir(before)), ...(await readdir(generated))]);
  const same = await Promise.all(
    [...names].map((name) => equal(path.join(before, name), path.join(generated, name))),
  );
  if (same.includes(false)) {
    await rm(generated, { recursive: true });
    await cp(before, generated, { recursive: true });
    throw new UsageError(
      "convex/_generated is not up to date: run `npm run generate` and commit the result.",
    );
  }
}

async function equal(left: string, right: string): Promise<boolean> {
  const texts = await Promise.all([left, right].map((file) => readFile(file, "utf8").catch(() => null)));
  return texts[0] === texts[1];
}
