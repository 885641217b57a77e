import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { projectFolder } from "./project";

/** A hash over the names and contents of the given files and folders of the project; what does not exist counts too. */
export async function hashOf(names: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const name of names) {
    for (const file of await filesBelow(name)) {
      hash
        .update(`${file}\0`)
        .update(await readFile(path.join(projectFolder, file)))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

/** The files of a folder in a stable order, or the file itself; nothing when it does not exist. */
async function filesBelow(name: string): Promise<string[]> {
  const folder = path.join(projectFolder, name);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOTDIR" || code === "ENOENT") {
      return code;
    }
    throw error;
  });
  if (entries === "ENOENT") {
    return [];
  }
  if (entries === "ENOTDIR") {
    return [name];
  }
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return files.map((file) => path.relative(projectFolder, file)).sort();
}
