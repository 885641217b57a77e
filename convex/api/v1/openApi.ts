import { documentOf, type OpenApiDocument } from "../../../lib/api/document/document";
import { getOpenApi } from "../../../lib/api/openApi";
import type { Endpoint } from "./endpoint";

/** `endpoints` are asked for late, because they include this one. */
export function openApiEndpoint(basePath: string, endpoints: () => readonly Endpoint[]): Endpoint {
  // The same for every request but for its address, so each isolate makes it once, when somebody asks.
  let made: OpenApiDocument | null = null;
  return {
    kind: "open",
    route: getOpenApi,
    answer: (request) => {
      made ??= documentOf(
        endpoints().map(({ route }) => route.openApi),
        basePath,
      );
      const url = new URL(request.url).origin + basePath;
      return { status: 200, body: { ...made, servers: [{ url }] } };
    },
  };
}
