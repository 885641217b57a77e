import { build, type Plugin } from "esbuild";
import { posix } from "node:path";
import type { ModuleSource } from "../types";

export interface Bundle {
  readonly code: string;
  /** JSON of the source map from `code` to the app's own files. */
  readonly map: string;
}

/**
 * Bundles modules that the Convex CLI already bundled into one script for a vm context. It defines
 * `modules`: from entry path to a getter of that module's namespace, evaluated when first asked for.
 */
export async function bundleDefinition(
  modules: readonly ModuleSource[],
  entryPaths: readonly string[],
): Promise<Bundle> {
  const getters = entryPaths.map(
    (path) => `${JSON.stringify(path)}: () => require(${JSON.stringify(`./${path}`)})`,
  );
  const result = await build({
    stdin: { contents: `module.exports = {${getters.join(",")}};`, resolveDir: "/", sourcefile: "entry.js" },
    bundle: true,
    write: false,
    outfile: "bundle.js",
    sourcemap: "external",
    sourcesContent: false,
    format: "iife",
    globalName: "modules",
    platform: "neutral",
    target: "es2022",
    logLevel: "silent",
    plugins: [virtualFiles(modules)],
  });
  const [map, code] = result.outputFiles;
  if (!code || !map) throw new Error("esbuild gave no output.");
  return { code: code.text, map: map.text };
}

function virtualFiles(modules: readonly ModuleSource[]): Plugin {
  const sources = new Map(modules.map((module) => [module.path, withSourceMap(module)]));
  return {
    name: "virtual-files",
    setup(builder) {
      builder.onResolve({ filter: /.*/ }, ({ path, importer, namespace }) => {
        const from = namespace === "virtual" ? posix.dirname(importer) : ".";
        const resolved = posix.normalize(posix.join(from, path));
        if (sources.has(resolved)) return { path: resolved, namespace: "virtual" };
        return { errors: [{ text: `Cannot find module "${path}" imported by "${importer}".` }] };
      });
      builder.onLoad({ filter: /.*/, namespace: "virtual" }, ({ path }) => ({
        contents: sources.get(path) ?? "",
        loader: "js",
      }));
    },
  };
}

/** esbuild follows a map that stands in the source itself, so that its own map leads to the app's files. */
function withSourceMap({ source, sourceMap }: ModuleSource): string {
  if (sourceMap === null) return source;
  return `${source}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(sourceMap).toString("base64")}`;
}
