import { badRequest, notSupported } from "../server/errors";
import type { Variables } from "../server/environment";
import type { ComponentInstance, Release } from "../types";
import type { DefinitionConfig, EvaluatedDefinition } from "./analyze";

/** The tree of component instances that the definitions mount, the app included, by instance path. */
export function mountComponents(definitions: ReadonlyMap<string, EvaluatedDefinition>): Release["instances"] {
  const instances: Record<string, ComponentInstance> = {};
  const mount = (path: string, definitionPath: string, env: ComponentInstance["env"]) => {
    const config = configOf(definitions, definitionPath);
    refuseHttp(config, path);
    const children: Record<string, string> = {};
    instances[path] = { path, definitionPath, children, env };
    for (const child of config.childComponents) {
      const childPath = path === "" ? child.name : `${path}/${child.name}`;
      if (children[child.name] !== undefined) {
        throw badRequest(
          "InvalidComponents",
          `Component "${childPath}" is installed twice: give one another name.`,
        );
      }
      children[child.name] = childPath;
      mount(childPath, child.path, Object.fromEntries(child.env ?? []));
    }
  };
  mount("", "", {});
  return instances;
}

/** A push is refused while a variable that `convex.config.ts` declares as required is missing, as Convex does. */
export function checkRequiredVariables(config: DefinitionConfig, variables: Variables): void {
  const required = (config.envVars ?? []).filter(([, declared]) => declared.optional !== true);
  const missing = required.map(([name]) => name).filter((name) => variables[name] === undefined);
  if (missing.length > 0) {
    const text = `Environment variables declared as required in convex.config.ts are not set: ${missing.join(", ")}.`;
    throw badRequest("MissingEnvironmentVariables", text);
  }
}

function configOf(
  definitions: ReadonlyMap<string, EvaluatedDefinition>,
  definitionPath: string,
): DefinitionConfig {
  const definition = definitions.get(definitionPath);
  if (definition === undefined) {
    throw badRequest("InvalidComponents", `The push does not contain the component ${definitionPath}.`);
  }
  return definition.config;
}

function refuseHttp(config: DefinitionConfig, path: string): void {
  if (config.httpPrefix !== undefined || Object.keys(config.httpMounts).length > 0) {
    throw notSupported(
      `An HTTP prefix (httpPrefix in convex.config of ${path === "" ? "the app" : `component ${path}`})`,
    );
  }
}
