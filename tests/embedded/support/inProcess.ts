import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { Engine } from "../../../embedded/engine";
import type { AnalyzedFunction, Caller, CronDefinition, JsonObject, Release } from "../../../embedded/types";

export const admin: Caller = { kind: "admin", identity: null };

export interface TestApp {
  /** `name: "Mutation"` of every function in `source`, which becomes the module `app.js`. */
  readonly functions: Readonly<Record<string, "Query" | "Mutation" | "Action">>;
  readonly source: string;
  readonly crons?: Readonly<Record<string, CronDefinition>>;
}

/** An engine on a folder of its own, with one module installed and no server around it. */
export class InProcess {
  private constructor(
    readonly folder: string,
    public engine: Engine,
  ) {}

  static async open(app: TestApp): Promise<InProcess> {
    const folder = await mkdtemp(join(tmpdir(), "engine-"));
    const running = new InProcess(folder, await openEngine(folder));
    await running.install(app);
    await running.engine.scheduler.start();
    return running;
  }

  async install(app: TestApp, id = "release1"): Promise<void> {
    await this.engine.install(releaseOf(app, id), () => undefined);
  }

  /** `between` may damage what is stored, as a crash would. */
  async restart(between: (engine: Engine) => void = () => undefined): Promise<void> {
    await this.engine.scheduler.stop();
    between(this.engine);
    await this.engine.close();
    this.engine = await openEngine(this.folder);
    await this.engine.scheduler.start();
  }

  async close(): Promise<void> {
    await this.engine.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs a query or mutation and gives back its JSON; throws what the function threw. */
  async run(name: string, args: JsonObject = {}): Promise<unknown> {
    const address = { component: "", path: `app.js:${name}` };
    const kind = this.engine.release?.definitions[""]?.functions["app.js"]?.find(
      (each) => each.name === name,
    )?.udfType;
    const outcome =
      kind === "Query"
        ? this.engine.query(address, args, admin)
        : kind === "Mutation"
          ? await this.engine.mutation(address, args, admin)
          : await this.engine.action(address, args, admin);
    if (!outcome.ok) throw new Error(outcome.message);
    return JSON.parse(outcome.value);
  }
}

async function openEngine(folder: string): Promise<Engine> {
  return await Engine.open({
    folder,
    urls: { deploymentUrl: "http://api.test", siteUrl: "http://site.test" },
  });
}

function releaseOf(app: TestApp, id: string): Release {
  const functions = Object.entries(app.functions).map(([name, udfType]): AnalyzedFunction => {
    return { name, udfType, visibility: "internal", args: '{"type":"any"}', returns: "null" };
  });
  const definition = {
    definitionPath: "",
    modules: [
      { path: "app.js", source: bundled(app.source), sourceMap: null, environment: "isolate" as const },
    ],
    functions: { "app.js": functions },
    schema: null,
    crons: app.crons ?? {},
    httpRoutes: null,
  };
  return {
    id,
    definitions: { "": definition },
    instances: { "": { path: "", definitionPath: "", children: {}, env: {} } },
  };
}

/** The CLI pushes modules with their packages inside; so does this. */
function bundled(source: string): string {
  const built = buildSync({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    write: false,
  });
  return built.outputFiles[0]?.text ?? "";
}
