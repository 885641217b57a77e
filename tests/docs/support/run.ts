import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { inProject, programs } from "../../../scripts/lib/project";

const run = promisify(execFile);

type Environment = Readonly<Record<string, string>>;

/** What the lines print. Fails when the last of them does. */
export async function runShell(text: string, environment: Environment): Promise<string> {
  const { stdout } = await run("bash", ["-uo", "pipefail", "-c", text], {
    env: { ...process.env, ...environment },
  });
  return stdout;
}

const BORDER = "--- the next example ---";

/** What each of the blocks prints, run as one program beside a copy of the SDK, after a strict check of their types. */
export async function runTypeScript(blocks: readonly string[], environment: Environment): Promise<string[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "guildhall-docs-"));
  try {
    await cp(inProject("lib/sdk"), path.join(folder, "guildhall"), { recursive: true });
    await symlink(inProject("node_modules"), path.join(folder, "node_modules"));
    await writeFile(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
    await writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
    await writeFile(path.join(folder, "example.ts"), blocks.join(`\nconsole.log("${BORDER}");\n`));
    const inFolder = { cwd: folder, env: { ...process.env, ...environment } };
    await run(process.execPath, [programs.tsc, "--noEmit"], inFolder).catch((error: { stdout: string }) => {
      throw new Error(`The examples do not fit their types:\n${error.stdout}`);
    });
    const { stdout } = await run(process.execPath, ["--import", "tsx", "example.ts"], inFolder);
    return stdout.split(`${BORDER}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As a project of a careful stranger has it. */
const tsconfig = {
  compilerOptions: {
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
    ...{ target: "es2022", module: "esnext", moduleResolution: "bundler" },
    ...{ lib: ["es2022", "dom", "dom.iterable"], types: ["node"], skipLibCheck: true },
  },
  include: ["*.ts", "guildhall"],
};
