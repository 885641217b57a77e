import { build, type Plugin } from "esbuild";
import { posix } from "node:path";
import type { ModuleSource } from "../types";

/**
 * Bundles modules that the Convex CLI already bundled into one script for a vm context. It defines
 * `modules`: from entry path to a getter of that module's namespace, evaluated when first asked for.
 */
export async function bundleDefinition(
  modules: readonly ModuleSource[],
  entryPaths: readonly string[],
): Promise<string> {
  const getters = entryPaths.map(
    (path) => `${JSON.stringify(path)}: () => require(${JSON.stringify(`./${path}`)})`,
  );
  const result = await build({
    stdin: { contents: `module.exports = {${getters.join(",")}};`, resolveDir: "/", sourcefile: "entry.js" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "modules",
    platform: "neutral",
    target: "es2022",
    logLevel: "silent",
    plugins: [virtualFiles(modules)],
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error("esbuild gave no output.");
  return file.text;
}

function virtualFiles(modules: readonly ModuleSource[]): Plugin {
  const sources = new Map(modules.map((module) => [module.path, module.source]));
  return {
    name: "virtual-files",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path, importer, namespace }) => {
        const from = namespace === "virtual" ? posix.dirname(importer) : ".";
        const resolved = posix.normalize(posix.join(from, path));
        if (sources.has(resolved)) return { path: resolved, namespace: "virtual" };
        return { errors: [{ text: `Cannot find module "${path}" imported by "${importer}".` }] };
      });
      onLoad({ filter: /.*/, namespace: "virtual" }, ({ path }) => ({
        contents: sources.get(path) ?? "",
        loader: "js",
      }));
    },
  };
}
