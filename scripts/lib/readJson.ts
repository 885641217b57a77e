import { readFile } from "node:fs/promises";
import type * as z from "zod";
import { UsageError } from "./command";

/** The content of a JSON file, or null where there is none. A file that somebody damaged is named, not guessed at. */
export async function readJson<Content>(file: string, schema: z.ZodType<Content>): Promise<Content | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) {
    return null;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${file} is damaged: it is not what Guildhall wrote. Restore it, or remove it.`);
  }
}
