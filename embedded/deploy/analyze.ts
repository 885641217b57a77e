import { bundleDefinition } from "../runtime/bundle";
import { Isolate } from "../runtime/isolate";
import { badRequest } from "../server/errors";
import type { Variables } from "../server/environment";
import type {
  AnalyzedDefinition,
  AnalyzedFunction,
  CronDefinition,
  EnvironmentBinding,
  ModuleSource,
} from "../types";
import type { PushedDefinition } from "./request";
import { parseSchema } from "./schema";

/** What a definition's `convex.config.js` says, as convex's own `export()` prints it. */
export interface DefinitionConfig {
  readonly definitionType:
    { readonly type: "app" } | { readonly type: "childComponent"; readonly name: string };
  readonly childComponents: readonly {
    readonly name: string;
    readonly path: string;
    readonly env: readonly (readonly [string, EnvironmentBinding])[] | null;
  }[];
  readonly httpPrefix?: string;
  readonly httpMounts: Readonly<Record<string, string>>;
  readonly envVars?: readonly (readonly [string, { readonly optional?: boolean; readonly value: string }])[];
}

export interface EvaluatedDefinition {
  readonly config: DefinitionConfig;
  readonly analyzed: AnalyzedDefinition;
}

/** Imports the "use node" modules of the app where they will run and lists their functions. */
export type AnalyzeNode = (
  definition: { definitionPath: string; modules: readonly ModuleSource[] },
  environment: Variables,
) => Promise<Record<string, readonly AnalyzedFunction[]>>;

type ModuleAnalysis =
  | {
      readonly functions: readonly AnalyzedFunction[];
      readonly httpRoutes: readonly (readonly [string, string])[] | null;
      readonly crons: Readonly<Record<string, CronDefinition>> | null;
    }
  | { readonly failure: string };

/**
 * Runs the code of one definition far enough to know what it declares. Every module is imported as it will be when it
 * serves, with a host that refuses every syscall, so that code that cannot be loaded never gets to serve.
 */
export async function evaluateDefinition(
  pushed: PushedDefinition,
  children: ReadonlyMap<string, EvaluatedDefinition>,
  environment: Variables,
  analyzeNode: AnalyzeNode,
): Promise<EvaluatedDefinition> {
  const config = await evaluateConfig(pushed, children);
  const schema = await evaluateSchema(pushed, environment);
  const isolate = await analyzeModules(pushed, environment);
  const node = await analyzeNodeModules(pushed, environment, analyzeNode);
  const functions = Object.fromEntries(
    Object.entries(isolate).map(([path, module]) => [path, module.functions]),
  );
  const analyzed: AnalyzedDefinition = {
    definitionPath: pushed.definitionPath,
    modules: pushed.modules,
    functions: { ...functions, ...node },
    schema,
    crons: isolate["crons.js"]?.crons ?? {},
    httpRoutes: isolate["http.js"]?.httpRoutes ?? null,
  };
  checkCrons(analyzed);
  return { config, analyzed };
}

async function evaluateConfig(
  pushed: PushedDefinition,
  children: ReadonlyMap<string, EvaluatedDefinition>,
): Promise<DefinitionConfig> {
  if (pushed.definition === null) {
    return { definitionType: { type: "app" }, childComponents: [], httpMounts: {} };
  }
  const path = "convex.config.js";
  const dependencies = pushed.dependencies.map((dependency) => childModule(dependency, children));
  const modules = [{ ...pushed.definition, path }, ...dependencies];
  const label = pushed.definitionPath === "" ? path : `${pushed.definitionPath}/${path}`;
  const config = await run<DefinitionConfig>(
    modules,
    path,
    label,
    "(modules, path) => modules[path]().default.export()",
  );
  return config;
}

/** A component is known to `convex.config.js` by its path and its default name alone. */
function childModule(
  definitionPath: string,
  children: ReadonlyMap<string, EvaluatedDefinition>,
): ModuleSource {
  const type = children.get(definitionPath)?.config.definitionType;
  const defaultName = type?.type === "childComponent" ? type.name : "";
  return {
    path: `_componentDeps/${Buffer.from(definitionPath).toString("base64url")}`,
    source: `export default ${JSON.stringify({ componentDefinitionPath: definitionPath, defaultName })};`,
    sourceMap: null,
    environment: "isolate",
  };
}

async function evaluateSchema(pushed: PushedDefinition, environment: Variables) {
  if (pushed.schema === null) {
    return null;
  }
  const path = "schema.js";
  const source = `(modules, path) => {
    const schema = modules[path]().default;
    if (typeof schema?.export !== "function") throw new Error("The default export of schema.ts must be made by defineSchema().");
    return JSON.parse(schema.export());
  }`;
  return parseSchema(await run<unknown>([{ ...pushed.schema, path }], path, path, source, environment));
}

async function analyzeModules(pushed: PushedDefinition, environment: Variables) {
  const modules = pushed.modules.filter((module) => module.environment === "isolate");
  const entries = modules.map((module) => module.path).filter(isEntry);
  if (entries.length === 0) {
    return {};
  }
  const script = await bundle(modules, entries, pushed.definitionPath);
  const isolate = new Isolate(script, { env: { ...environment }, host: null });
  const analyses: Record<string, Exclude<ModuleAnalysis, { failure: string }>> = {};
  for (const path of entries) {
    const analysis: ModuleAnalysis = JSON.parse(isolate.evaluate(ANALYZE_MODULE, path));
    if ("failure" in analysis) {
      throw invalidModules(`Failed to analyze ${path}: ${analysis.failure}`);
    }
    analyses[path] = analysis;
  }
  return analyses;
}

async function analyzeNodeModules(
  pushed: PushedDefinition,
  environment: Variables,
  analyzeNode: AnalyzeNode,
) {
  const modules = pushed.modules.filter((module) => module.environment === "node");
  if (modules.length === 0) {
    return {};
  }
  const { definitionPath } = pushed;
  const functions = await analyzeNode({ definitionPath, modules }, environment).catch((error: unknown) => {
    throw invalidModules(error instanceof Error ? error.message : String(error));
  });
  for (const [path, exported] of Object.entries(functions)) {
    const wrong = exported.find(({ udfType }) => udfType !== "Action");
    if (wrong !== undefined) {
      const advice =
        "Only actions can be defined in Node.js. See https://docs.convex.dev/functions/actions for more details.";
      throw invalidModules(
        `\`${wrong.name}\` defined in \`${path}\` is a ${wrong.udfType} function. ${advice}`,
      );
    }
  }
  return functions;
}

/** Convex finds a wrong cron only when it fires; the answer to a push is the better moment. */
function checkCrons({ crons, functions }: AnalyzedDefinition): void {
  for (const [name, cron] of Object.entries(crons)) {
    const [path = "", exported = "default"] = cron.name.split(":");
    const module = functions[path.endsWith(".js") ? path : `${path}.js`];
    const target = module?.find((each) => each.name === exported);
    if (target === undefined || target.udfType === "Query") {
      throw invalidModules(
        `The cron job "${name}" refers to "${cron.name}", which is no mutation or action.`,
      );
    }
  }
}

async function run<Result>(
  modules: readonly ModuleSource[],
  entry: string,
  label: string,
  source: string,
  environment: Variables = {},
): Promise<Result> {
  const script = await bundle(modules, [entry], label);
  try {
    return JSON.parse(new Isolate(script, { env: { ...environment }, host: null }).evaluate(source, entry));
  } catch (error) {
    throw invalidModules(
      `Failed to analyze ${label}: ${error instanceof Error ? `Uncaught ${String(error)}` : String(error)}`,
    );
  }
}

async function bundle(modules: readonly ModuleSource[], entries: string[], label: string): Promise<string> {
  try {
    return await bundleDefinition([...modules], entries);
  } catch (error) {
    throw invalidModules(
      `Failed to bundle ${label || "the app"}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function isEntry(path: string): boolean {
  return !path.startsWith("_deps/");
}

function invalidModules(text: string): Error {
  const head = "Hit an error while pushing:\nLoading the pushed modules encountered the following error:";
  return badRequest("InvalidModules", `${head}\n${text}`);
}

/** Runs inside the isolate, where an error is an object of another realm: it is turned into text there. */
const ANALYZE_MODULE = `(modules, path) => {
  try {
    const module = modules[path]();
    const functions = [];
    for (const [name, value] of Object.entries(module)) {
      if (value === null || (typeof value !== "function" && typeof value !== "object")) continue;
      const udfType = value.isQuery ? "Query" : value.isMutation ? "Mutation" : value.isAction ? "Action" : null;
      if (udfType === null) continue;
      functions.push({
        name,
        udfType,
        visibility: value.isPublic ? "public" : "internal",
        args: value.exportArgs ? value.exportArgs() : '{"type":"any"}',
        returns: value.exportReturns ? value.exportReturns() : "null",
      });
    }
    let httpRoutes = null;
    if (path === "http.js") {
      if (!module.default?.isRouter) throw new Error("The default export of http.ts must be an httpRouter().");
      httpRoutes = module.default.getRoutes().map(([path, method]) => [method, path]);
    }
    let crons = null;
    if (path === "crons.js") {
      if (!module.default?.isCrons) throw new Error("The default export of crons.ts must be a cronJobs().");
      crons = JSON.parse(module.default.export());
    }
    return { functions, httpRoutes, crons };
  } catch (error) {
    return { failure: "Uncaught " + String(error?.stack?.startsWith(String(error)) ? error : error) };
  }
}`;
