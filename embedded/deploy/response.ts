import { definitionOf } from "../runtime/address";
import type { AnalyzedDefinition, AnalyzedFunction, Release } from "../types";
import type { EvaluatedDefinition } from "./analyze";
import { indexDiffs } from "./diff";

interface StartedPush {
  readonly release: Release;
  readonly serving: Release | null;
  readonly definitions: ReadonlyMap<string, EvaluatedDefinition>;
  readonly udfServerVersion: string;
}

/** The answer to `start_push`. The CLI sends `schemaChange` back with every later request of the same push. */
export function startPushResponse(push: StartedPush) {
  const { release, serving, definitions, udfServerVersion } = push;
  const analysis = [...definitions].map(([path, definition]) => [
    path,
    analysisOf(definition, udfServerVersion),
  ]);
  const paths = Object.keys(release.instances).filter((path) => path !== "");
  return {
    environmentVariables: {},
    externalDepsId: null,
    componentDefinitionPackages: {},
    appAuth: [],
    analysis: Object.fromEntries(analysis) as object,
    app: checkedComponent(release, ""),
    schemaChange: {
      pushId: release.id,
      allocatedComponentIds: Object.fromEntries(paths.map((path) => [path, path])),
      schemaIds: {},
      indexDiffs: indexDiffs(serving, release),
    },
  };
}

function analysisOf({ config, analyzed }: EvaluatedDefinition, serverVersion: string): object {
  const modules = Object.entries(analyzed.functions).map(([path, functions]) => [path, moduleOf(functions)]);
  return {
    definition: { ...config, path: analyzed.definitionPath, exports: exportTree(analyzed) },
    schema: analyzed.schema,
    functions: Object.fromEntries(modules) as object,
    udfConfig: { serverVersion },
  };
}

function moduleOf(functions: readonly AnalyzedFunction[]): object {
  return { functions: functions.map((each) => ({ ...each, visibility: { kind: each.visibility } })) };
}

/** `export()` leaves the tree of public functions to the deployment; `components.*` in `_generated` is made from it. */
function exportTree(analyzed: AnalyzedDefinition): Branch {
  const root: Branch = { type: "branch", branch: [] };
  for (const [path, functions] of Object.entries(analyzed.functions)) {
    const module = path.replace(/\.js$/, "");
    for (const { name, visibility } of functions) {
      if (visibility !== "public") continue;
      const branch = module.split("/").reduce(branchNamed, root);
      branch.branch.push([name, { type: "leaf", leaf: `_reference/function/${module}:${name}` }]);
    }
  }
  return root;
}

interface Branch {
  readonly type: "branch";
  readonly branch: [string, Branch | { readonly type: "leaf"; readonly leaf: string }][];
}

/** The branch of that name, grown if need be. */
function branchNamed({ branch }: Branch, name: string): Branch {
  for (const [known, below] of branch) {
    if (known === name && below.type === "branch") return below;
  }
  const grown: Branch = { type: "branch", branch: [] };
  branch.push([name, grown]);
  return grown;
}

function checkedComponent(release: Release, path: string): object {
  const instance = release.instances[path];
  const routes = definitionOf(release, path)?.httpRoutes;
  const children = Object.entries(instance?.children ?? {});
  return {
    definitionPath: instance?.definitionPath ?? "",
    componentPath: path,
    args: {},
    childComponents: Object.fromEntries(
      children.map(([name, childPath]) => [name, checkedComponent(release, childPath)]),
    ) as object,
    httpRoutes: {
      httpModuleRoutes: routes?.map(([method, path]) => ({ method, path })) ?? null,
      mounts: [],
    },
    exports: {},
  };
}
