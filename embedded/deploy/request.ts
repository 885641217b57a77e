import { createHash } from "node:crypto";
import * as z from "zod";
import { badRequest, notSupported } from "../server/errors";
import { parseBody } from "../server/parse";
import type { ModuleSource, Release } from "../types";

/** What a push brings for the app or for one component, with the unchanged modules filled in. */
export interface PushedDefinition {
  readonly definitionPath: string;
  readonly definition: ModuleSource | null;
  readonly dependencies: readonly string[];
  readonly schema: ModuleSource | null;
  readonly modules: readonly ModuleSource[];
}

interface PushRequest {
  readonly dryRun: boolean;
  readonly udfServerVersion: string;
  /** Children before parents, the app last. */
  readonly definitions: readonly PushedDefinition[];
}

const environment = z.enum(["isolate", "node"]);
const module = z.object({
  path: z.string(),
  source: z.string(),
  sourceMap: z.string().nullable().default(null),
  environment,
});
const hashedModule = z.object({ path: z.string(), environment, sha256: z.string() });
const definition = {
  definition: module.nullable(),
  dependencies: z.array(z.string()),
  schema: module.nullable(),
};
const pushBody = z.object({
  dryRun: z.boolean(),
  nodeDependencies: z.array(z.unknown()),
  appDefinition: z.object({
    ...definition,
    changedModules: z.array(module),
    unchangedModuleHashes: z.array(hashedModule),
    udfServerVersion: z.string(),
  }),
  componentDefinitions: z.array(
    z.object({ ...definition, definitionPath: z.string(), functions: z.array(module) }),
  ),
});

/** Reads the body of `start_push`; unchanged modules come from the release that serves now. */
export function parsePushRequest(body: unknown, serving: Release | null): PushRequest {
  const { dryRun, nodeDependencies, appDefinition: app, componentDefinitions } = parseBody(pushBody, body);
  if (nodeDependencies.length > 0) {
    throw notSupported("External packages (node.externalPackages in convex.json)");
  }
  if (app.changedModules.some(({ path }) => path === "auth.config.js")) {
    throw notSupported("Custom auth (auth.config)");
  }
  const unchanged = app.unchangedModuleHashes.map((hash) => resolveUnchanged(hash, serving));
  const root = { ...app, definitionPath: "", modules: [...app.changedModules, ...unchanged] };
  const components = componentDefinitions.map((each) => ({ ...each, modules: each.functions }));
  return { dryRun, udfServerVersion: app.udfServerVersion, definitions: childrenFirst(root, components) };
}

/** As the CLI computes it. */
export function moduleHash(module: ModuleSource): string {
  const text = module.source + (module.sourceMap ?? "");
  return createHash("sha256").update(text).digest("hex");
}

function resolveUnchanged(hash: z.infer<typeof hashedModule>, serving: Release | null): ModuleSource {
  const known = serving?.definitions[""]?.modules.find((each) => each.path === hash.path);
  if (known === undefined || moduleHash(known) !== hash.sha256 || known.environment !== hash.environment) {
    // The CLI takes this code for a passing condition and pushes again, with fresh hashes.
    throw badRequest("RaceDetected", `The module ${hash.path} has changed during the push.`);
  }
  return known;
}

function childrenFirst(root: PushedDefinition, components: readonly PushedDefinition[]): PushedDefinition[] {
  const byPath = new Map(components.map((each) => [each.definitionPath, each]));
  const ordered = new Set<PushedDefinition>();
  const visit = (definition: PushedDefinition, above: readonly string[]) => {
    if (above.includes(definition.definitionPath)) {
      throw badRequest("InvalidComponents", `Component ${definition.definitionPath} contains itself.`);
    }
    for (const path of definition.dependencies) {
      const child = byPath.get(path);
      if (child) visit(child, [...above, definition.definitionPath]);
    }
    ordered.add(definition);
  };
  visit(root, []);
  return [...ordered];
}
