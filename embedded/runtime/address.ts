import type {
  AnalyzedDefinition,
  AnalyzedFunction,
  Caller,
  FunctionAddress,
  JsonObject,
  Release,
} from "../types";

/** `dir/mod:fn`, `dir/mod.js:fn` and `mod` (its default export) in the one form `dir/mod.js:fn`. */
export function parsePath(path: string): string {
  const [module = "", name = "default"] = path.split(":");
  return `${module.endsWith(".js") ? module : `${module}.js`}:${name}`;
}

/** The form in which Convex shows a function: without `.js`. */
export function displayPath(path: string): string {
  return path.replace(/\.js:/, ":");
}

/** What a component instance is made of. */
export function definitionOf(release: Release | null, component: string): AnalyzedDefinition | undefined {
  const instance = release?.instances[component];
  return instance && release?.definitions[instance.definitionPath];
}

export function findFunction(release: Release | null, address: FunctionAddress): AnalyzedFunction | null {
  const [module = "", name = ""] = address.path.split(":");
  return (
    definitionOf(release, address.component)?.functions[module]?.find((each) => each.name === name) ?? null
  );
}

/**
 * The function that a syscall names: by `name` in its own component, by `reference` a public function of a child
 * component, or by a handle that another function made.
 */
export function resolveAddress(
  release: Release,
  component: string,
  target: JsonObject,
  handles: ReadonlyMap<string, FunctionAddress>,
): FunctionAddress {
  if (typeof target.name === "string") return { component, path: parsePath(target.name) };
  if (typeof target.functionHandle === "string") {
    const address = handles.get(target.functionHandle);
    if (!address) throw new Error("The function handle is not valid.");
    return address;
  }
  const [root, kind, child = "", ...rest] = String(target.reference).split("/");
  const instance = release.instances[component]?.children[child];
  if (root !== "_reference" || kind !== "childComponent" || instance === undefined || rest.length < 2) {
    throw new Error(`Couldn't resolve the function reference ${String(target.reference)}.`);
  }
  const address = {
    component: instance,
    path: parsePath(`${rest.slice(0, -1).join("/")}:${rest.at(-1) ?? ""}`),
  };
  const found = findFunction(release, address);
  if (found?.visibility !== "public") {
    throw new Error(
      `Couldn't find a public function ${displayPath(address.path)} in the component "${child}".`,
    );
  }
  return address;
}

/** The CLI recognises the text for admins and lists the functions that there are. */
export function missingFunction(address: FunctionAddress, caller: Caller): string {
  const what = caller.kind === "client" ? "public function" : "function";
  return `Could not find ${what} for '${displayPath(address.path)}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`;
}
