import { access, constants, mkdir } from "node:fs/promises";
import { UsageError } from "./command";

/** Makes the data folder, for its owner alone, and finds out before anything starts that it cannot be used. */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UsageError(
      `The data folder ${folder} cannot be used: ${reasonOf(error)}. Choose another one with --data.`,
    );
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? (code || String(error));
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: "it is a file",
  ENOTDIR: "a part of its path is a file",
  EACCES: "it cannot be written to",
  EPERM: "it cannot be written to",
  EROFS: "it cannot be written to",
};
