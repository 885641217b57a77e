import type { AnalyzedDefinition, AnalyzedFunction, Json, JsonObject, Release } from "../types";
import type { EvaluatedDefinition } from "./analyze";
import { indexDiffs } from "./diff";

interface StartedPush {
  readonly id: string;
  readonly release: Release;
  readonly serving: Release | null;
  readonly definitions: ReadonlyMap<string, EvaluatedDefinition>;
  readonly udfServerVersion: string;
}

/** The answer to `start_push`. The CLI sends `schemaChange` back with every later request of the same push. */
export function startPushResponse(push: StartedPush): JsonObject {
  const { id, release, serving, definitions, udfServerVersion } = push;
  const analysis: JsonObject = {};
  for (const [path, definition] of definitions) {
    analysis[path] = analysisOf(definition, udfServerVersion);
  }
  const paths = Object.keys(release.instances).filter((path) => path !== "");
  return {
    environmentVariables: {},
    externalDepsId: null,
    componentDefinitionPackages: {},
    appAuth: [],
    analysis,
    app: checkedComponent(release, ""),
    schemaChange: {
      pushId: id,
      allocatedComponentIds: Object.fromEntries(paths.map((path) => [path, path])),
      schemaIds: {},
      indexDiffs: indexDiffs(serving, release),
    },
  };
}

function analysisOf({ config, analyzed }: EvaluatedDefinition, serverVersion: string): JsonObject {
  const { definitionPath, schema } = analyzed;
  const definition = { ...config, path: definitionPath, exports: exportTree(analyzed) };
  return {
    definition: asJson(definition),
    schema: asJson(schema),
    functions: Object.fromEntries(
      Object.entries(analyzed.functions).map(([path, functions]) => [
        path,
        moduleOf(analyzed, path, functions),
      ]),
    ),
    udfConfig: {
      serverVersion,
      importPhaseRngSeed: { $bytes: Buffer.alloc(32).toString("base64") },
      importPhaseUnixTimestamp: { $integer: Buffer.alloc(8).toString("base64") },
    },
  };
}

function moduleOf(
  analyzed: AnalyzedDefinition,
  path: string,
  functions: readonly AnalyzedFunction[],
): JsonObject {
  return {
    functions: functions.map(({ name, udfType, visibility, args, returns }) => {
      return { name, pos: null, udfType, visibility: { kind: visibility }, args, returns };
    }),
    httpRoutes: path === "http.js" ? asJson(routes(analyzed)) : null,
    cronSpecs: path === "crons.js" ? asJson(Object.entries(analyzed.crons)) : null,
    sourceMapped: null,
  };
}

/** `export()` leaves the tree of public functions to the deployment; `components.*` in `_generated` is made from it. */
function exportTree(analyzed: AnalyzedDefinition): JsonObject {
  const root = new Map<string, Branch>();
  for (const [path, functions] of Object.entries(analyzed.functions)) {
    const module = path.replace(/\.js$/, "");
    for (const { name, visibility } of functions) {
      if (visibility === "public") {
        graft(root, [...module.split("/"), name], `_reference/function/${module}:${name}`);
      }
    }
  }
  return printTree(root);
}

type Branch = string | Map<string, Branch>;

function graft(tree: Map<string, Branch>, [name = "", ...rest]: readonly string[], leaf: string): void {
  if (rest.length === 0) {
    tree.set(name, leaf);
    return;
  }
  const below = tree.get(name);
  const branch = below instanceof Map ? below : new Map<string, Branch>();
  tree.set(name, branch);
  graft(branch, rest, leaf);
}

function printTree(tree: Map<string, Branch>): JsonObject {
  const branch = [...tree].map(([name, below]): Json => {
    return [name, typeof below === "string" ? { type: "leaf", leaf: below } : printTree(below)];
  });
  return { type: "branch", branch };
}

function checkedComponent(release: Release, path: string): JsonObject {
  const instance = release.instances[path];
  const children = Object.entries(instance?.children ?? {});
  const definition = release.definitions[instance?.definitionPath ?? ""];
  return {
    definitionPath: instance?.definitionPath ?? "",
    componentPath: path,
    args: {},
    childComponents: Object.fromEntries(
      children.map(([name, childPath]) => [name, checkedComponent(release, childPath)]),
    ),
    httpRoutes: { httpModuleRoutes: definition === undefined ? null : routes(definition), mounts: [] },
    exports: {},
  };
}

function routes({ httpRoutes }: AnalyzedDefinition): JsonObject[] | null {
  return httpRoutes?.map(([method, path]) => ({ method, path })) ?? null;
}

/** Plain data of the deployment as the JSON it is. */
function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
