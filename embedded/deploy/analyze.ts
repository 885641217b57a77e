import { bundleDefinition } from "../runtime/bundle";
import { Isolate } from "../runtime/isolate";
import { mapStack, parseSourceMap } from "../runtime/stackTrace";
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
  environment: Record<string, string>,
) => Promise<Record<string, readonly AnalyzedFunction[]>>;

interface ModuleAnalysis {
  readonly functions: readonly AnalyzedFunction[];
  readonly httpRoutes: readonly (readonly [string, string])[] | null;
  readonly crons: Readonly<Record<string, CronDefinition>> | null;
}

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
  const loaded = await load(modules, [path], label, {});
  return evaluate(loaded, label, "(modules, path) => modules[path]().default.export()", path);
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
  const loaded = await load([{ ...pushed.schema, path }], [path], path, environment);
  return parseSchema(evaluate(loaded, path, source, path));
}

async function analyzeModules(pushed: PushedDefinition, environment: Variables) {
  const modules = pushed.modules.filter((module) => module.environment === "isolate");
  const entries = modules.map((module) => module.path).filter(isEntry);
  if (entries.length === 0) {
    return {};
  }
  const loaded = await load(modules, entries, pushed.definitionPath, environment);
  return Object.fromEntries(
    entries.map((path) => [path, evaluate<ModuleAnalysis>(loaded, path, ANALYZE_MODULE, path)]),
  );
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
  const analyzed = await analyzeNode({ definitionPath, modules }, { ...environment }).catch(
    (error: unknown) => {
      throw invalidModules(textOf(error));
    },
  );
  for (const [path, functions] of Object.entries(analyzed)) {
    const wrong = functions.find(({ udfType }) => udfType !== "Action");
    if (wrong !== undefined) {
      const text = `\`${wrong.name}\` defined in \`${path}\` is a ${wrong.udfType} function.`;
      const advice = "See https://docs.convex.dev/functions/actions for more details.";
      throw invalidModules(`${text} Only actions can be defined in Node.js. ${advice}`);
    }
  }
  return analyzed;
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

interface Loaded {
  readonly isolate: Isolate;
  readonly map: string;
}

async function load(
  modules: readonly ModuleSource[],
  entries: readonly string[],
  label: string,
  environment: Variables,
): Promise<Loaded> {
  try {
    const { code, map } = await bundleDefinition(modules, entries);
    return {
      isolate: new Isolate(code, { env: environment, host: null, filename: "convex/bundle.js" }),
      map,
    };
  } catch (error) {
    throw invalidModules(`Failed to bundle ${label || "the app"}: ${textOf(error)}`);
  }
}

function evaluate<Result>({ isolate, map }: Loaded, label: string, source: string, argument: string): Result {
  try {
    return JSON.parse(isolate.evaluate(source, argument)) as Result;
  } catch (error) {
    throw invalidModules(`Failed to analyze ${label}: ${mapStack(textOf(error), parseSourceMap(map))}`);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isEntry(path: string): boolean {
  return !path.startsWith("_deps/");
}

function invalidModules(text: string): Error {
  const head = "Hit an error while pushing:\nLoading the pushed modules encountered the following error:";
  return badRequest("InvalidModules", `${head}\n${text}`);
}

const ANALYZE_MODULE = `(modules, path) => {
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
}`;
