import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { isAppError, isAppErrorData } from "../../../lib/errors";
import { isWellFormedApiKey, isWellFormedSessionToken } from "../../../lib/tokens";
import { type ApiRoute, isWrite, type OpenApiRoute } from "../../../lib/api/route";
import { readOperation } from "../../lib/apiOperations";
import type { Credential } from "../../lib/credentials";
import { type ApiAnswer, type GatewayAnswer, refusal, refusalOf } from "../../lib/gateway";
import { hashBytes, hashSecret } from "../../lib/secrets";
import { type Body, readBody } from "./body";
import { IDEMPOTENCY_KEY, type ParsedRequest, parseRequest } from "./parse";

/** A route together with how it is answered: without a credential, or as the operation of its operationId. */
export type Endpoint =
  | { kind: "open"; route: OpenApiRoute; answer: (request: Request) => ApiAnswer }
  | {
      kind: "operation";
      route: ApiRoute;
      /** Fields that the route's 401 has besides those of every error. */
      unauthorized?: Readonly<Record<string, unknown>>;
    };

export interface RequestContext {
  ctx: ActionCtx;
  requestId: string;
  /** Null for requests that no page sent, or one that may read everything. */
  origin: string | null;
}

/** Endpoints for all routes that a module of `lib/api` exports. */
export function endpointsOf(routes: Readonly<Record<string, ApiRoute>>): Endpoint[] {
  return Object.values(routes).map((route) => ({ kind: "operation", route }));
}

/**
 * The order of checks of every route: size and kind of the body here; then, inside the transaction, the credential, its
 * rate limit and its permission; then what was found wrong with the request; then the operation. The request is
 * parsed early but its problems are told late, because strangers learn nothing about fields.
 */
export async function answerEndpoint(
  endpoint: Endpoint,
  request: Request,
  params: Record<string, string>,
  context: RequestContext,
): Promise<GatewayAnswer> {
  const sent = isWrite(endpoint.route) ? await readBody(request) : null;
  if (sent?.kind === "refused") {
    return sent.answer;
  }
  const parsed = parseRequest(endpoint.route, request, params, sent?.body ?? null);
  if (endpoint.kind === "open") {
    const { problems } = parsed;
    return problems.length === 0
      ? endpoint.answer(request)
      : refusal("INVALID_REQUEST", { details: problems });
  }
  const { route, unauthorized } = endpoint;
  const asked = {
    credential: await credentialOf(request),
    operation: route.operationId,
    target: targetOf(route, params),
    origin: context.origin,
  };
  const answer =
    sent === null
      ? await answerRead(asked, parsed, context)
      : await answerWrite(asked, parsed, {
          ...context,
          idempotency: await idempotencyOf(request, sent.body),
        });
  const { status, body } = answer;
  return status === 401 && isAppErrorData(body) ? { ...answer, body: { ...unauthorized, ...body } } : answer;
}

interface Asked {
  credential: Credential | null;
  operation: ApiRoute["operationId"];
  target: string;
  origin: string | null;
}

async function answerWrite(
  asked: Asked,
  { input, problems }: ParsedRequest,
  { ctx, requestId, idempotency }: RequestContext & { idempotency: Idempotency },
): Promise<GatewayAnswer> {
  // Input that is not valid may not even be storable, so it does not travel.
  const sent = problems.length === 0 ? input : null;
  const args = { ...asked, requestId, problems, idempotency, input: sent };
  return await ctx.runMutation(internal.gateway.write, args);
}

async function answerRead(
  asked: Asked,
  { input, problems }: ParsedRequest,
  { ctx, requestId }: RequestContext,
): Promise<GatewayAnswer> {
  const admission = await ctx.runMutation(internal.gateway.admit, asked);
  if (admission.caller === null) {
    return admission.refusal;
  }
  const { caller, seen } = admission;
  if (problems.length > 0) {
    return { ...refusal("INVALID_REQUEST", { details: problems }), ...seen };
  }
  try {
    const answer = await ctx.runQuery(readOperation(asked.operation), { caller, requestId, input });
    return { ...answer, ...seen };
  } catch (error) {
    if (isAppError(error)) {
      return { ...refusalOf(error.data), ...seen };
    }
    throw error;
  }
}

/** A mistyped token is refused by its checksum, without a look-up. The secret itself travels no further than here. */
async function credentialOf(request: Request): Promise<Credential | null> {
  const matches = /^Bearer +([\x21-\x7e]+)$/i.exec(request.headers.get("Authorization") ?? "");
  const token = matches?.[1] ?? "";
  if (isWellFormedApiKey(token)) {
    return { kind: "apiKey", tokenHash: await hashSecret(token) };
  }
  return isWellFormedSessionToken(token) ? { kind: "session", tokenHash: await hashSecret(token) } : null;
}

/** What answers are kept by, without the key that does not fit: that one is a problem of the request. */
type Idempotency = { key: string; fingerprint: string } | null;

async function idempotencyOf(request: Request, { bytes }: Body): Promise<Idempotency> {
  const key = request.headers.get("Idempotency-Key");
  if (key === null || !IDEMPOTENCY_KEY.test(key)) {
    return null;
  }
  const about = JSON.stringify([new URL(request.url).search, request.headers.get("If-Match")]);
  return { key, fingerprint: await hashBytes(new TextEncoder().encode(about), new Uint8Array(bytes)) };
}

/** `POST /crm/contacts/k57…/restore`: what an idempotency key is bound to besides its credential. */
function targetOf({ method, path }: ApiRoute, params: Record<string, string>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => params[name] ?? "");
  return `${method.toUpperCase()} ${filled}`;
}
