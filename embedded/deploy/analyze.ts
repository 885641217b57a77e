import { join } from "node:path/posix";
import { bundleDefinition } from "../runtime/bundle";
import { Isolate } from "../runtime/isolate";
import type { NodeWorker } from "../runtime/nodeWorker";
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
  worker: Pick<NodeWorker, "analyze">,
): Promise<EvaluatedDefinition> {
  const config = await evaluateConfig(pushed, children);
  const schema = await evaluateSchema(pushed, environment);
  const modules = pushed.modules.filter((module) => module.environment === "isolate");
  const entries = modules.map(({ path }) => path).filter((path) => !path.startsWith("_deps/"));
  const isolate = await evaluate<ModuleAnalysis>(pushed, modules, entries, environment, ANALYZE_MODULE);
  const node = await analyzeNodeModules(pushed, environment, worker);
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
  const source = "(modules, path) => modules[path]().default.export()";
  return await evaluateOne<DefinitionConfig>(pushed, modules, path, {}, source);
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
  return parseSchema(await evaluateOne(pushed, [{ ...pushed.schema, path }], path, environment, source));
}

async function analyzeNodeModules(
  { definitionPath, modules: all }: PushedDefinition,
  environment: Variables,
  worker: Pick<NodeWorker, "analyze">,
) {
  const modules = all.filter((module) => module.environment === "node");
  const analyzed = await worker.analyze({ definitionPath, modules }, environment).catch((error: unknown) => {
    throw invalidModules(textOf(error));
  });
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

/** What `source` makes of each of the entries, in a realm of their own without syscalls. */
async function evaluate<Result>(
  { definitionPath }: PushedDefinition,
  modules: readonly ModuleSource[],
  entries: readonly string[],
  environment: Variables,
  source: string,
): Promise<Record<string, Result>> {
  const { code, map } = await bundleDefinition(modules, entries).catch((error: unknown) => {
    throw invalidModules(`Failed to bundle ${definitionPath || "the app"}: ${textOf(error)}`);
  });
  const isolate = new Isolate(code, { env: environment, host: null, filename: "convex/bundle.js" });
  const results = entries.map((path) => {
    try {
      return [path, JSON.parse(isolate.run(source, JSON.stringify(path))) as Result];
    } catch (error) {
      const text = mapStack(textOf(error), parseSourceMap(map));
      throw invalidModules(`Failed to analyze ${join(definitionPath, path)}: ${text}`);
    }
  });
  return Object.fromEntries(results) as Record<string, Result>;
}

async function evaluateOne<Result>(
  pushed: PushedDefinition,
  modules: readonly ModuleSource[],
  path: string,
  environment: Variables,
  source: string,
): Promise<Result> {
  const results = await evaluate<Result>(pushed, modules, [path], environment, source);
  return results[path] as Result;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
