import { createHash } from "node:crypto";
import { badRequest, notSupported } from "../server/errors";
import type { ModuleSource, Release } from "../types";

/** What a push brings for the app or for one component, with the unchanged modules filled in. */
export interface PushedDefinition {
  readonly definitionPath: string;
  readonly definition: ModuleSource | null;
  readonly dependencies: readonly string[];
  readonly schema: ModuleSource | null;
  readonly modules: readonly ModuleSource[];
}

export interface PushRequest {
  readonly dryRun: boolean;
  readonly udfServerVersion: string;
  /** Children before parents, the app last. */
  readonly definitions: readonly PushedDefinition[];
}

/** Reads the body of `start_push`; unchanged modules come from the release that serves now. */
export function parsePushRequest(body: unknown, serving: Release | null): PushRequest {
  const request = object(body, "The push");
  const app = object(request.appDefinition, "appDefinition");
  if (list(request.nodeDependencies ?? []).length > 0) {
    throw notSupported("External packages (node.externalPackages in convex.json)");
  }
  const unchanged = list(app.unchangedModuleHashes).map((hash) =>
    resolveUnchanged(object(hash, "hash"), serving),
  );
  const root: PushedDefinition = {
    ...parseDefinition({ ...app, definitionPath: "" }),
    modules: [...list(app.changedModules).map(parseModule), ...unchanged],
  };
  const components = list(request.componentDefinitions).map((each) => {
    const component = object(each, "componentDefinition");
    return { ...parseDefinition(component), modules: list(component.functions).map(parseModule) };
  });
  return {
    dryRun: request.dryRun === true,
    udfServerVersion: String(app.udfServerVersion),
    definitions: childrenFirst(root, components),
  };
}

/** As the CLI computes it. */
export function moduleHash(module: ModuleSource): string {
  return createHash("sha256")
    .update(module.source)
    .update(module.sourceMap ?? "")
    .digest("hex");
}

function resolveUnchanged(hash: Record<string, unknown>, serving: Release | null): ModuleSource {
  const module = serving?.definitions[""]?.modules.find((each) => each.path === hash.path);
  if (module === undefined || moduleHash(module) !== hash.sha256 || module.environment !== hash.environment) {
    // The CLI takes this code for a passing condition and pushes again, with fresh hashes.
    throw badRequest("RaceDetected", `The module ${String(hash.path)} has changed during the push.`);
  }
  return module;
}

function parseDefinition(value: Record<string, unknown>): Omit<PushedDefinition, "modules"> {
  return {
    definitionPath: String(value.definitionPath),
    definition: value.definition === null ? null : parseModule(value.definition),
    dependencies: list(value.dependencies).map(String),
    schema: value.schema === null || value.schema === undefined ? null : parseModule(value.schema),
  };
}

function parseModule(value: unknown): ModuleSource {
  const { path, source, sourceMap, environment } = object(value, "A module");
  if (typeof path !== "string" || typeof source !== "string") {
    throw badRequest("BadJsonBody", "A module needs a path and a source.");
  }
  if (path === "auth.config.js") {
    throw notSupported("Custom auth (auth.config)");
  }
  return {
    path,
    source,
    sourceMap: typeof sourceMap === "string" ? sourceMap : null,
    environment: environment === "node" ? "node" : "isolate",
  };
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
      if (child === undefined) {
        throw badRequest("InvalidComponents", `The push does not contain the component ${path}.`);
      }
      visit(child, [...above, definition.definitionPath]);
    }
    ordered.add(definition);
  };
  visit(root, []);
  return [...ordered];
}

function object(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw badRequest("BadJsonBody", `${what} must be an object.`);
  }
  return value as Record<string, unknown>;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) {
    throw badRequest("BadJsonBody", "Expected a list.");
  }
  return value;
}
