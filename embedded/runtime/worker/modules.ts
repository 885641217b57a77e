import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { ModuleSource } from "../../types";

/** Writes the modules of one component so that Node can import them. */
export async function writeModules(folder: string, modules: readonly ModuleSource[]): Promise<void> {
  const root = resolve(folder);
  await mkdir(root, { recursive: true });
  await writeFile(join(root, "package.json"), '{ "type": "module" }\n');
  for (const module of modules) {
    const file = resolve(root, module.path);
    if (!file.startsWith(root + sep))
      throw new Error(`Module path ${module.path} leaves the functions folder.`);
    await mkdir(dirname(file), { recursive: true });
    const map = module.sourceMap === null ? null : `${basename(file)}.map`;
    const linked = module.source.includes("//# sourceMappingURL=");
    await writeFile(
      file,
      map === null || linked ? module.source : `${module.source}\n//# sourceMappingURL=${map}\n`,
    );
    if (map !== null) await writeFile(join(dirname(file), map), module.sourceMap ?? "");
  }
}

/** Fills `folder` once and completely: it appears under its name only when all its files are written. */
export async function fillOnce(folder: string, fill: (temporary: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  const temporary = `${folder}.part`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  await fill(temporary);
  await rename(temporary, folder);
}

/** Removes the code of earlier releases; `keep` are names of folders that some worker still runs from. */
export async function removeOthers(folder: string, keep: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !keep.has(entry.name))
      await rm(join(folder, entry.name), { recursive: true, force: true });
  }
}
