import * as z from "zod";
import type { ComponentInstance, Release } from "../types";
import { badRequest } from "./errors";

/** A value of `null` removes the variable. */
const change = z.object({ name: z.string(), value: z.string().nullable() });
const changesBody = z.object({ changes: z.array(change) });
export type VariableChange = z.infer<typeof change>;
export type Variables = Readonly<Record<string, string>>;

const NAME = /^[a-zA-Z_]+[a-zA-Z0-9_]*$/;
const NAME_BYTES_MAX = 40;
const VALUE_BYTES_MAX = 8 * 1024;
const VARIABLES_MAX = 1000;
const TOTAL_BYTES_MAX = 512 * 1024;
const BUILT_IN = new Set(["CONVEX_CLOUD_URL", "CONVEX_SITE_URL"]);

/** The variables after the changes; Convex's rules and texts, so that what passes here passes there. */
export function changeVariables(variables: Variables, changes: readonly VariableChange[]): Variables {
  const changed = new Map(Object.entries(variables));
  for (const { name, value } of changes) {
    checkName(name);
    if (value === null) {
      changed.delete(name);
    } else {
      checkValue(value);
      changed.set(name, value);
    }
  }
  const total = [...changed].reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
  if (changed.size > VARIABLES_MAX) {
    throw badRequest("EnvVarLimitMet", `The environment variable limit (${VARIABLES_MAX}) has been met.`);
  }
  if (total > TOTAL_BYTES_MAX) {
    const text = `The total size of all environment variables (${total} bytes) exceeds the limit (${TOTAL_BYTES_MAX} bytes).`;
    throw badRequest("EnvVarTotalSizeLimitMet", text);
  }
  return Object.fromEntries([...changed].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function parseChanges(body: unknown): VariableChange[] {
  const { data } = changesBody.safeParse(body);
  if (data) return data.changes;
  const text = "Expected { changes: [{ name, value }] } with values that are strings or null.";
  throw badRequest("BadJsonBody", text);
}

/**
 * `process.env` of one instance: the app sees every variable, a component only what it declared and its parent bound.
 * The two addresses are visible everywhere.
 */
export function instanceEnvironment(
  release: Release,
  path: string,
  variables: Variables,
): Record<string, string> {
  const names = path === "" ? [] : path.split("/");
  const chain = names.map((_name, depth) => names.slice(0, depth + 1).join("/"));
  const own = chain.reduce<Variables>((parent, each) => bind(release.instances[each], parent), variables);
  return { ...own, ...builtInVariables(variables) };
}

/** The addresses of the deployment itself. */
export function builtInVariables(variables: Variables): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => BUILT_IN.has(name)));
}

function bind(instance: ComponentInstance | undefined, parent: Variables): Variables {
  const bound: Record<string, string> = {};
  for (const [name, binding] of Object.entries(instance?.env ?? {})) {
    const value = binding.type === "value" ? binding.value : parent[binding.name];
    if (value !== undefined) {
      bound[name] = value;
    }
  }
  return bound;
}

function checkName(name: string): void {
  if (!NAME.test(name)) {
    const rule = "must begin with a letter and may only include characters a-z, A-Z, 0-9, and underscores";
    throw badRequest(
      "EnvironmentVariableNameInvalid",
      `The environment variable name ${name} is invalid. Environment variable names ${rule}.`,
    );
  }
  if (Buffer.byteLength(name) > NAME_BYTES_MAX) {
    const text = `The environment variable name ${name} is too long. Environment variable names must be less than ${NAME_BYTES_MAX}.`;
    throw badRequest("EnvironmentVariableNameTooLong", text);
  }
  if (BUILT_IN.has(name)) {
    const text = `Environment variable with name "${name}" is built-in and cannot be overridden`;
    throw badRequest("EnvVarNameForbidden", text);
  }
}

function checkValue(value: string): void {
  const bytes = Buffer.byteLength(value);
  if (bytes > VALUE_BYTES_MAX) {
    const text = `The environment variable value is ${bytes} bytes, which is too large. (max size: ${VALUE_BYTES_MAX})`;
    throw badRequest("EnvironmentVariableValueTooLarge", text);
  }
}
