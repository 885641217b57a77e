import type { RouteConfig } from "@hono/zod-openapi";
import * as z from "zod";
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import { isAppError } from "../../../lib/errors";
import { isWellFormedApiKey } from "../../../lib/apiKeys/token";
import { readOperation } from "../../lib/apiOperations";
import { type ApiAnswer, refusal, refusalOf } from "../../lib/gateway";
import { hashSecret } from "../../lib/secrets";
import { readBody } from "./body";
import { parseRequest, type RequestShape } from "./parse";

/** A route together with how it is answered: without a credential, or as the operation of its operationId. */
export type Endpoint =
  { kind: "open"; route: ApiRoute; answer: () => ApiAnswer } | { kind: "read" | "write"; route: ApiRoute };

export type ApiRoute = RouteConfig & { operationId: string; getRoutingPath(): string };

export interface RequestContext {
  ctx: ActionCtx;
  requestId: string;
}

/**
 * The order of checks of every route: size and kind of the body here; then, inside the transaction, the credential and
 * its permission; then what was found wrong with the request; then the operation. The request is parsed early
 * but its problems are told late, because strangers learn nothing about fields.
 */
export async function answerEndpoint(
  endpoint: Endpoint,
  request: Request,
  params: Record<string, string>,
  context: RequestContext,
): Promise<ApiAnswer> {
  const shape = shapeOf(endpoint.route);
  const body = shape.body === undefined ? null : await readBody(request);
  if (body?.kind === "refused") {
    return body.answer;
  }
  const { input, problems } = parseRequest(shape, request, params, body);
  if (endpoint.kind === "open") {
    return problems.length === 0 ? endpoint.answer() : refusal("INVALID_REQUEST", { details: problems });
  }
  const credentialHash = await credentialHashOf(request);
  const operation = endpoint.route.operationId;
  const { ctx, requestId } = context;
  if (endpoint.kind === "write") {
    // Input that is not valid may not even be storable, so it does not travel.
    const sent = problems.length === 0 ? input : null;
    return await ctx.runMutation(internal.gateway.write, {
      ...{ credentialHash, operation, requestId, problems },
      input: sent,
    });
  }
  const { caller, refusal: refused } = await ctx.runMutation(internal.gateway.admit, {
    credentialHash,
    operation,
  });
  if (caller === null) {
    return refused;
  }
  if (problems.length > 0) {
    return refusal("INVALID_REQUEST", { details: problems });
  }
  return await runRead(ctx, operation, { caller, requestId, input });
}

async function runRead(
  ctx: ActionCtx,
  operation: string,
  args: Parameters<typeof ctx.runQuery<ReturnType<typeof readOperation>["reference"]>>[1],
): Promise<ApiAnswer> {
  try {
    return await ctx.runQuery(readOperation(operation).reference, args);
  } catch (error) {
    if (isAppError(error)) {
      return refusalOf(error.data);
    }
    throw error;
  }
}

/** A mistyped token is refused by its checksum, without a look-up. The secret itself travels no further than here. */
async function credentialHashOf(request: Request): Promise<string | null> {
  const matches = /^Bearer +([\x21-\x7e]+)$/i.exec(request.headers.get("Authorization") ?? "");
  const token = matches?.[1];
  return token !== undefined && isWellFormedApiKey(token) ? await hashSecret(token) : null;
}

function shapeOf({ request }: ApiRoute): RequestShape {
  const media = request?.body?.content["application/json"];
  const schema: unknown = media !== undefined && "schema" in media ? media.schema : undefined;
  return {
    params: asSchema(request?.params),
    query: asSchema(request?.query),
    headers: request?.headers,
    body: asSchema(schema),
  };
}

function asSchema(value: unknown): z.ZodType | undefined {
  return value instanceof z.ZodType ? value : undefined;
}
