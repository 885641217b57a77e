import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    preparedFolders: string;
  }
}

/** As a global setup: where the folders are that files of a run share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folders = await mkdtemp(path.join(tmpdir(), "guildhall-prepared-"));
  project.provide("preparedFolders", folders);
  return async () => await rm(folders, { recursive: true, force: true });
}

/**
 * A folder that takes long to fill, for everybody to copy: whoever asks first in a run of the tests fills it, others wait
 * for that. A filling that failed is the failure of who tried, and the next one tries again.
 */
export async function prepared(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(inject("preparedFolders"), name);
  const [claim, draft] = [`${folder}.claim`, `${folder}.draft`];
  while (!existsSync(folder)) {
    if (await claims(claim)) {
      try {
        await fill(draft);
        await rename(draft, folder);
      } finally {
        await rm(draft, { recursive: true, force: true });
        await rm(claim, { recursive: true });
      }
    } else {
      await sleep(50);
    }
  }
  return folder;
}

/** Only one of all processes can make a folder. */
async function claims(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
