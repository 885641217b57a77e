import type { SourceMap } from "node:module";
import vm from "node:vm";
import type { AnalyzedDefinition } from "../types";
import { bundleDefinition } from "./bundle";
import { IsolateError } from "./isolate";
import { mapStack, parseSourceMap } from "./stackTrace";

/** The compiled queries and mutations of one component definition; its instances share it. */
export class Program {
  private sourceMap: SourceMap | null = null;

  private constructor(
    readonly script: vm.Script,
    private readonly map: string,
  ) {}

  static async compile({ definitionPath, modules, functions }: AnalyzedDefinition): Promise<Program> {
    const isolated = modules.filter((module) => module.environment === "isolate");
    const entries = Object.keys(functions).filter((path) => {
      return functions[path]?.some(({ udfType }) => udfType !== "Action");
    });
    const { code, map } = await bundleDefinition(isolated, entries);
    return new Program(new vm.Script(code, { filename: `convex/${definitionPath}` }), map);
  }

  /** A failure with the frames of the app's own files instead of the bundle's. */
  explain(error: unknown): unknown {
    if (!(error instanceof IsolateError)) return error;
    this.sourceMap ??= parseSourceMap(this.map);
    return new IsolateError(mapStack(error.message, this.sourceMap), error.data, error.isFatal);
  }
}
