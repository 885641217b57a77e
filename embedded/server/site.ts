import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Engine } from "../engine";
import type { HttpOutcome } from "../runtime/nodeWorker";
import { MAX_HTTP_RESPONSE_BYTES } from "../txn/limits";
import type { Caller, HttpActionRequest } from "../types";
import { formatSize } from "../values/size";
import { answerError, answerJson } from "./answer";
import { readBytes } from "./body";
import { metadataOf } from "./requestMetadata";

const BODY_BYTES_MAX = 20 * 1024 * 1024;
/** They describe the connection, which is this server's business and not the function's. */
const CONNECTION_HEADERS = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);

type SiteEngine = Pick<Engine, "release" | "worker" | "logs" | "variables">;

/** What answers HTTP actions, on a port of its own as Convex has a domain of its own for them. */
export function answerSite(engine: SiteEngine): RequestListener {
  return (request, response) => {
    void respond(engine, request, response).catch((error: unknown) => answerError(response, error));
  };
}

async function respond(
  engine: SiteEngine,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!engine.release?.definitions[""]?.httpRoutes) {
    answerText(response, 404, "This Convex deployment does not have HTTP actions enabled.");
    return;
  }
  const metadata = metadataOf(request);
  const caller: Caller = { kind: "client", identity: null, request: metadata };
  const started = { requestId: metadata.requestId, startedMs: Date.now() };
  const outcome = complain(await engine.worker.http(await toPlain(engine, request), caller));
  if (outcome.route === null && outcome.failure === null) {
    answerText(response, 404, "No matching routes found");
    return;
  }
  log(engine, request, outcome, started);
  if (outcome.response === null) {
    // As in production: what went wrong is for the logs, not for whoever asked.
    const code = `[Request ID: ${started.requestId.slice(0, 16)}] Server Error`;
    answerJson(response, 500, JSON.stringify({ code }));
    return;
  }
  const { status, headers, body: whole } = outcome.response;
  const body = whole.subarray(0, MAX_HTTP_RESPONSE_BYTES);
  for (const [name, value] of headers) {
    if (!CONNECTION_HEADERS.has(name)) response.appendHeader(name, value);
  }
  if (status !== 204 && status !== 304) response.setHeader("content-length", body.length);
  response.writeHead(status).end(request.method === "HEAD" ? undefined : body);
}

/** Convex, too, cuts a response that is too large off and tells the log alone. */
function complain(outcome: HttpOutcome): HttpOutcome {
  const length = outcome.response?.body.length ?? 0;
  if (length <= MAX_HTTP_RESPONSE_BYTES) return outcome;
  const limit = formatSize(MAX_HTTP_RESPONSE_BYTES);
  const line = `[ERROR] HttpResponseTooLarge: HTTP actions support responses up to ${limit}`;
  return { ...outcome, logLines: [...outcome.logLines, line] };
}

async function toPlain(engine: SiteEngine, request: IncomingMessage): Promise<HttpActionRequest> {
  const headers: [string, string][] = [];
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    headers.push([request.rawHeaders[i] ?? "", request.rawHeaders[i + 1] ?? ""]);
  }
  const body = await readBytes(request, BODY_BYTES_MAX);
  return { method: request.method ?? "GET", url: siteAddress(engine, request.url ?? "/"), headers, body };
}

/** The deployment's own address, whatever Host header a client sends: functions build links from it. */
function siteAddress(engine: SiteEngine, path: string): string {
  return `${engine.variables.CONVEX_SITE_URL}${path.startsWith("/") ? path : "/"}`;
}

function log(
  engine: SiteEngine,
  request: IncomingMessage,
  { route, failure, logLines }: HttpOutcome,
  { requestId, startedMs }: { requestId: string; startedMs: number },
): void {
  const path = `${request.method} ${route ?? new URL(siteAddress(engine, request.url ?? "/")).pathname}`;
  engine.logs.append({
    address: { component: "", path },
    udfType: "HttpAction",
    requestId,
    identityType: "User",
    startedMs,
    durationMs: Date.now() - startedMs,
    logLines,
    error: failure,
  });
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
}
