import { Hono } from "hono";
import type { ActionCtx } from "../../_generated/server";
import { type ApiAnswer, refusal } from "../../lib/gateway";
import { finish, renderAnswer, requestIdOf } from "./answer";
import { authEndpoints } from "./auth";
import { contactEndpoints } from "./contacts";
import { crmOrganizationEndpoints } from "./crmOrganizations";
import { answerEndpoint, type Endpoint, type RequestContext } from "./endpoint";
import { healthEndpoints } from "./health";
import { organizationEndpoints } from "./organization";
import { allowReading, pageOriginOf, renderPreflight } from "./origins";
import { openApiEndpoint } from "./openApi";

export const BASE_PATH = "/api/v1";
export const endpoints: readonly Endpoint[] = [
  ...healthEndpoints,
  openApiEndpoint(BASE_PATH, () => endpoints),
  ...authEndpoints,
  ...contactEndpoints,
  ...crmOrganizationEndpoints,
  ...organizationEndpoints,
];

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Answers any request to the deployment's HTTP origin; everything outside the API is a 404 in the API's words. */
export async function answerRequest(ctx: ActionCtx, request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  const page = pageOriginOf(request);
  const origin = page === null || page.trusted ? null : page.origin;
  const bindings: Bindings = { ctx, requestId, origin };
  const response = request.method === "OPTIONS" ? renderPreflight() : await app.fetch(request, bindings);
  finish(response, requestId);
  await allowReading(ctx, response.headers, page, bindings.originAllowed);
  return response;
}

/** `originAllowed` is filled in once a credential says whose answer it is. */
type Bindings = RequestContext & { originAllowed?: boolean };

const app = buildApp();

function buildApp() {
  const hono = new Hono<{ Bindings: Bindings }>();
  for (const endpoint of endpoints) {
    const { method, openApi } = endpoint.route;
    hono.on(method.toUpperCase(), BASE_PATH + openApi.getRoutingPath(), async (c) => {
      const own = literalMethods(c.req.path);
      if (own.length > 0 && !own.includes(method.toUpperCase())) {
        return renderMissing(own, c.env.requestId);
      }
      const answer = await answerEndpoint(endpoint, c.req.raw, c.req.param(), c.env);
      c.env.originAllowed = answer.originAllowed;
      return renderAnswer(answer, c.env.requestId);
    });
  }
  hono.notFound((c) => {
    const own = literalMethods(c.req.path);
    const all = METHODS.filter((method) => hono.router.match(method, c.req.path)[0].length > 0);
    return renderMissing(own.length > 0 ? own : all, c.env.requestId);
  });
  hono.onError((error, c) => {
    logUnexpected(error, c.env.requestId);
    return renderAnswer(refusal("INTERNAL_ERROR"), c.env.requestId);
  });
  return hono;
}

/** A path that routes name literally is theirs alone, as in OpenAPI: `/crm/contacts/from-event` is no contact's. */
function literalMethods(path: string): string[] {
  return METHODS.filter((method) =>
    endpoints.some(({ route }) => BASE_PATH + route.path === path && route.method.toUpperCase() === method),
  );
}

function renderMissing(allowed: readonly string[], requestId: string): Response {
  const answer: ApiAnswer =
    allowed.length > 0
      ? refusal("METHOD_NOT_ALLOWED")
      : refusal("NOT_FOUND", { error: "There is no such route." });
  const response = renderAnswer(answer, requestId);
  if (allowed.length > 0) {
    response.headers.set("Allow", [...allowed, "OPTIONS"].join(", "));
  }
  return response;
}

/** The first line only, and never of Convex's complaints about arguments: those print what they were given. */
function logUnexpected(error: Error, requestId: string): void {
  const [line = ""] = error.message.split("\n");
  const words = /ArgumentValidationError/.test(error.message) ? "ArgumentValidationError" : line;
  console.error(`Request ${requestId} failed unexpectedly: ${words}`);
}
