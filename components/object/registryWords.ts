import { registry } from "@/lib/ontology/registry";
import { type ObjectWords, objectWords } from "./objectWords";

/** The words of every registered type, by type: for pages that tell of objects of all kinds. On the server only. */
export async function registryWords(): Promise<Readonly<Record<string, ObjectWords>>> {
  const all = await Promise.all(registry.map((definition) => objectWords(definition)));
  return Object.fromEntries(all.map((words) => [words.type, words]));
}
