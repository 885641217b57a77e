import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { AnalyzedFunction, HttpActionRequest, HttpActionResponse } from "../../types";
import { currentCall, installGlobals, MainThread, RunningCall, runAs, withLoadingEnv } from "./call";
import { describeFailure } from "./errors";
import type {
  Analysis,
  Call,
  CallResult,
  HttpMatch,
  ToWorker,
  WorkerInstance,
  WorkerInstances,
} from "./protocol";

/** What `convex/server` puts on a registered function. */
interface ConvexFunction {
  isQuery?: true;
  isMutation?: true;
  isAction?: true;
  isPublic?: true;
  isInternal?: true;
  exportArgs(): string;
  exportReturns(): string;
  invokeAction(requestId: string, args: string): Promise<string>;
}
interface Router {
  lookup(
    path: string,
    method: string,
  ): [{ invokeHttpAction(request: Request): Promise<Response> }, string, string] | null;
}

const port = parentPort;
if (port === null) throw new Error("This module runs in a worker thread.");
const main = new MainThread(port);
const instances = workerData as WorkerInstances;
const modules = new Map<string, Promise<Record<string, unknown>>>();
let loading: Promise<unknown> = Promise.resolve();

installGlobals(main);
process.setSourceMapsEnabled(true);
process.on("uncaughtException", escaped);
process.on("unhandledRejection", escaped);
port.on("message", (message: ToWorker) => {
  if (message.type === "ping") main.send({ type: "pong" });
  else if (message.type === "answer") main.answered(message.id, message.answer);
  else void serve(message.id, message.call);
});

/** An error thrown in a timer, or a promise nobody awaits, belongs to the call that started it. */
function escaped(error: unknown): void {
  const call = currentCall();
  if (call === undefined) main.send({ type: "stray", message: describeFailure(error, "/").message });
  else call.fail(error);
}

async function serve(id: number, call: Call): Promise<void> {
  const instance = instances[call.component];
  if (instance === undefined) throw new Error(`Unreachable: component "${call.component}" is not loaded.`);
  const running = new RunningCall(id, instance);
  let result: CallResult;
  try {
    const failed = new Promise<never>((_, reject) => (running.fail = reject));
    const value = await Promise.race([failed, runAs(running, () => perform(call, instance))]);
    result = { ok: true, value, logLines: running.logLines };
  } catch (error) {
    // A failed analysis names the module itself, so its message is passed on as it is.
    const failure =
      call.kind === "analyze" && error instanceof Error
        ? { ok: false as const, message: error.message }
        : describeFailure(error, instance.folder);
    result = { ...failure, logLines: running.logLines };
  }
  main.send({ type: "done", id, result });
}

async function perform(call: Call, instance: WorkerInstance): Promise<string | HttpMatch | Analysis> {
  if (call.kind === "http") return await runHttpAction(call.request, instance);
  if (call.kind === "analyze") return await analyze(call.modules, instance);
  const [module = "", name = ""] = call.path.split(":");
  const exported = (await load(instance, module))[name] as ConvexFunction | undefined;
  if (exported?.isAction !== true) throw new Error(`${call.path} is not an action.`);
  return await exported.invokeAction(call.requestId, call.args);
}

/** One module graph after the other, because `process.env` of a loading module cannot be told apart. */
async function load(instance: WorkerInstance, module: string): Promise<Record<string, unknown>> {
  const file = join(instance.folder, module);
  const known = modules.get(file);
  if (known !== undefined) return await known;
  const evaluate = () => import(pathToFileURL(file).href) as Promise<Record<string, unknown>>;
  const loaded = loading.then(() => withLoadingEnv(instance.env, evaluate));
  loading = loaded.catch(() => undefined);
  modules.set(file, loaded);
  return await loaded;
}

async function runHttpAction(request: HttpActionRequest, instance: WorkerInstance): Promise<HttpMatch> {
  const router = (await load(instance, "http.js")).default as Router;
  const match = router.lookup(new URL(request.url).pathname, request.method);
  if (match === null) return { route: null, response: { status: 404, headers: [], body: new Uint8Array() } };
  const bodyless = request.method === "GET" || request.method === "HEAD";
  const response: unknown = await match[0].invokeHttpAction(
    new Request(request.url, {
      method: request.method,
      headers: request.headers.map(([name, value]): [string, string] => [name, value]),
      body: bodyless ? null : (request.body as Uint8Array<ArrayBuffer>),
    }),
  );
  if (!(response instanceof Response)) {
    throw new Error("The HTTP action did not return a `Response`.");
  }
  return { route: match[2], response: await toPlain(response) };
}

async function toPlain(response: Response): Promise<HttpActionResponse> {
  const body = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: [...response.headers], body };
}

async function analyze(paths: readonly string[], instance: WorkerInstance): Promise<Analysis> {
  const analysis: Analysis = {};
  for (const path of paths) {
    try {
      const exports = Object.entries(await load(instance, path));
      analysis[path] = exports.flatMap(([name, value]) => analyzeExport(name, value));
    } catch (error) {
      throw new Error(`Failed to analyze ${path}: ${describeFailure(error, instance.folder).message}`);
    }
  }
  return analysis;
}

function analyzeExport(name: string, value: unknown): AnalyzedFunction[] {
  if (typeof value !== "function") return [];
  const exported = value as unknown as ConvexFunction;
  const udfType = exported.isQuery
    ? "Query"
    : exported.isMutation
      ? "Mutation"
      : exported.isAction
        ? "Action"
        : null;
  if (udfType === null) return [];
  const visibility = exported.isPublic === true ? "public" : "internal";
  return [{ name, udfType, visibility, args: exported.exportArgs(), returns: exported.exportReturns() }];
}
