import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { PushService } from "../deploy/push";
import type { Engine } from "../engine";
import type { Caller } from "../types";
import { type AdminCheck, callerOf, requireAdmin } from "./admin";
import { answerError, answerJson } from "./answer";
import { FUNCTION_BYTES_MAX, PUSH_BYTES_MAX, readJson } from "./body";
import { parseChanges } from "./environment";
import { notSupported } from "./errors";
import { callFunction, isFunctionRoute } from "./functions";
import { metadataOf } from "./requestMetadata";

interface Exchange {
  readonly response: ServerResponse;
  readonly url: URL;
  readonly caller: Caller;
}

/** Resolves to the JSON of a 200 answer. */
type AdminRoute = (body: unknown, exchange: Exchange) => unknown;

/** What answers on the deployment's own port: functions, storage, pushes and what else the CLI and the clients ask for. */
export function answerApi(engine: Engine, isAdmin: AdminCheck): RequestListener {
  const adminRoutes = routesForAdmins(engine, new PushService(engine));

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = addressOf(request);
    allowBrowsers(request, response);
    if (request.method === "OPTIONS") {
      response.writeHead(200).end();
      return;
    }
    if (url.pathname.startsWith("/api/storage/")) {
      await engine.files.handle(request, response);
      return;
    }
    const key = `${request.method} ${url.pathname}`;
    const open = OPEN_ROUTES[key];
    if (open !== undefined) {
      response.writeHead(200, { "content-type": "text/plain" }).end(open);
      return;
    }
    const caller = callerOf(request.headers.authorization, isAdmin);
    const exchange = { response, url, caller: { ...caller, request: metadataOf(request) } };
    if (isFunctionRoute(key)) {
      // ConvexHttpClient asks for a timestamp without a body.
      const body = key === "POST /api/query_ts" ? null : await readJson(request, FUNCTION_BYTES_MAX);
      const { status, json } = await callFunction(engine, key, body, exchange.caller);
      answerJson(response, status, json);
      return;
    }
    const route = adminRoutes[key];
    if (route === undefined) {
      // Never 404: the CLI would try again six times before it shows the message.
      throw notSupported(`The endpoint ${key}`);
    }
    requireAdmin(exchange.caller);
    const body = request.method === "POST" ? await readJson(request, PUSH_BYTES_MAX) : null;
    answerJson(response, 200, JSON.stringify(await route(body, exchange)));
  }

  return (request, response) => {
    void respond(request, response).catch((error: unknown) => answerError(response, error));
  };
}

const OPEN_ROUTES: Readonly<Record<string, string>> = {
  "GET /": "This is the embedded deployment.",
  "GET /version": "embedded",
  "GET /instance_name": "embedded",
};

function routesForAdmins(engine: Engine, pushes: PushService): Readonly<Record<string, AdminRoute>> {
  return {
    "GET /api/v1/get_canonical_urls": () => {
      const { CONVEX_CLOUD_URL: convexCloudUrl, CONVEX_SITE_URL: convexSiteUrl } = engine.variables;
      return { convexCloudUrl, convexSiteUrl };
    },
    "GET /api/stream_function_logs": async (_body, { url, response }) => {
      const closed = new AbortController();
      response.once("close", () => closed.abort());
      return await engine.logs.poll(Number(url.searchParams.get("cursor")) || 0, closed.signal);
    },
    "POST /api/get_config_hashes": () => pushes.configHashes(),
    "POST /api/deploy2/evaluate_schema": () => pushes.evaluateSchema(),
    "POST /api/deploy2/evaluate_push": (body) => pushes.evaluate(body),
    "POST /api/deploy2/start_push": (body) => pushes.start(body),
    "POST /api/deploy2/wait_for_schema": (body) => pushes.wait(body),
    "POST /api/deploy2/finish_push": (body) => pushes.finish(body),
    "POST /api/deploy2/report_push_completed": () => ({}),
    "POST /api/update_environment_variables": async (body) => {
      await engine.changeVariables(parseChanges(body));
      return {};
    },
  };
}

/** A path that begins with `//` is one, too, and not a host as the URL parser would have it. */
function addressOf({ url = "/" }: IncomingMessage): URL {
  return new URL(`http://localhost${url.startsWith("/") ? url : "/"}`);
}

/** Browsers send no cookie here, so any origin may ask, as on Convex. */
function allowBrowsers(request: IncomingMessage, response: ServerResponse): void {
  const { origin } = request.headers;
  if (origin === undefined) {
    return;
  }
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-allow-credentials", "true");
  response.setHeader("vary", "Origin");
  if (request.method === "OPTIONS") {
    const headers =
      request.headers["access-control-request-headers"] ?? "authorization, content-type, convex-client";
    response.setHeader("access-control-allow-headers", headers);
    response.setHeader("access-control-allow-methods", "GET, POST, OPTIONS");
    response.setHeader("access-control-max-age", "86400");
  }
}
