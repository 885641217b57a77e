import { isDeepStrictEqual } from "node:util";
import { definitionOf } from "../runtime/address";
import type { AnalyzedDefinition, JsonObject, Release } from "../types";

/** Per instance, the indexes that a push adds and removes: `{ added_indexes, removed_indexes, … }`. */
export function indexDiffs(before: Release | null, after: Release): Record<string, JsonObject> {
  const diffs: Record<string, JsonObject> = {};
  for (const path of pathsOf(before, after)) {
    const old = indexesOf(definitionOf(before, path));
    const next = indexesOf(definitionOf(after, path));
    diffs[path] = {
      added_indexes: next.filter((index) => !old.some((each) => isDeepStrictEqual(each, index))),
      removed_indexes: old.filter((index) => !next.some((each) => isDeepStrictEqual(each, index))),
      enabled_indexes: [],
      disabled_indexes: [],
    };
  }
  return diffs;
}

/** What `finish_push` reports, per instance. */
export function componentDiffs(before: Release | null, after: Release): Record<string, JsonObject> {
  const indexes = indexDiffs(before, after);
  const diffs: Record<string, JsonObject> = {};
  for (const path of pathsOf(before, after)) {
    const old = definitionOf(before, path);
    const next = definitionOf(after, path);
    const type = old === undefined ? "create" : next === undefined ? "unmount" : "modify";
    diffs[path] = {
      diffType: { type },
      moduleDiff: added(modulesOf(old), modulesOf(next)),
      udfConfigDiff: null,
      cronDiff: cronDiff(old, next),
      indexDiff: indexes[path] ?? {},
      schemaDiff: null,
    };
  }
  return diffs;
}

function pathsOf(before: Release | null, after: Release): string[] {
  return [...new Set([...Object.keys(before?.instances ?? {}), ...Object.keys(after.instances)])];
}

function modulesOf(definition: AnalyzedDefinition | undefined): string[] {
  return definition?.modules.map((module) => module.path) ?? [];
}

function added(old: readonly string[], next: readonly string[]): { added: string[]; removed: string[] } {
  return {
    added: next.filter((path) => !old.includes(path)),
    removed: old.filter((path) => !next.includes(path)),
  };
}

function cronDiff(old: AnalyzedDefinition | undefined, next: AnalyzedDefinition | undefined): JsonObject {
  const before = old?.crons ?? {};
  const after = next?.crons ?? {};
  const names = added(Object.keys(before), Object.keys(after));
  const updated = Object.keys(after).filter(
    (name) => before[name] !== undefined && !isDeepStrictEqual(before[name], after[name]),
  );
  return { added: names.added, updated, deleted: names.removed };
}

function indexesOf(definition: AnalyzedDefinition | undefined): JsonObject[] {
  return (definition?.schema?.tables ?? []).flatMap(({ tableName, indexes, searchIndexes }) => [
    // The CLI prints the fields as the deployment keeps them, with the one that every index ends with.
    ...indexes.map(({ indexDescriptor, fields }) => {
      return {
        name: `${tableName}.${indexDescriptor}`,
        type: "database",
        fields: [...fields, "_creationTime"],
      };
    }),
    ...searchIndexes.map(({ indexDescriptor, searchField, filterFields }) => {
      return {
        name: `${tableName}.${indexDescriptor}`,
        type: "search",
        searchField,
        filterFields: [...filterFields],
      };
    }),
  ]);
}
