import type { RouteConfig } from "@hono/zod-openapi";
import { version } from "../../version";
import { description, securitySchemes } from "./introduction";
import { type Operation, operationOf } from "./operation";
import type { Components } from "./shared";
import { errorUnion, unroutedResponses } from "./unrouted";

export interface OpenApiDocument {
  openapi: "3.1.0";
  info: {
    title: string;
    version: string;
    description: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: Components & { securitySchemes: typeof securitySchemes };
}

/** What the API is, in the words of OpenAPI 3.1, from the same declarations that check requests. */
export function documentOf(routes: readonly RouteConfig[], baseUrl: string): OpenApiDocument {
  const shared: Components = { schemas: {}, parameters: {}, headers: {}, responses: {} };
  const paths: OpenApiDocument["paths"] = {};
  for (const route of [...routes].sort(inReadingOrder)) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route, shared) };
  }
  const responses = { ...shared.responses, ...unroutedResponses(shared) };
  const schemas = { ...shared.schemas, Error: errorUnion(shared) };
  const tags = new Set(routes.flatMap((route) => route.tags ?? []));
  return {
    openapi: "3.1.0",
    info: { title: "Guildhall", version, description, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: baseUrl }],
    tags: [...tags].map((name) => ({ name })),
    paths,
    components: { ...shared, schemas, responses, securitySchemes },
  };
}

const METHODS = ["get", "post", "patch", "delete"];

/** Not as the routes come, because that is for bundlers to decide. */
function inReadingOrder(a: RouteConfig, b: RouteConfig): number {
  if (a.path !== b.path) {
    return a.path < b.path ? -1 : 1;
  }
  return METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
}
