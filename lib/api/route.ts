import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import type * as z from "zod";
import type { ErrorCode } from "../errors";
import { isScope } from "../permissions/evaluate";
import { permissionsOfFrontendUser } from "../permissions/matrix";
import { type OperationId, permissionOf } from "../permissions/operations";
import { answerHeaders, requestHeaders } from "./headers";
import { type Answer, errorAnswers } from "./responses";

/** Routes that anyone may ask. They have no operation behind them. */
type OpenOperationId = "getHealth" | "getOpenApi";

interface Declaration<Id extends string> {
  operationId: Id;
  method: "get" | "post" | "patch" | "delete";
  /** Below the API's base, with `{id}` for parameters. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: Pick<Answer, "description" | "schema" | "examples">;
  /** Whether the change may be bound to a version of its object. */
  ifMatch?: boolean;
  answers: Readonly<Record<number, Answer>>;
  /** The codes of this route besides those that follow from its credential, parameters and method. */
  errors?: readonly ErrorCode[];
}

/** A route as data: what requests are checked by, and what OpenAPI says of it. */
export interface ApiRoute<Id extends string = OperationId> extends Declaration<Id> {
  openApi: RouteConfig & { getRoutingPath(): string };
}
export type OpenApiRoute = ApiRoute<OpenOperationId>;

/** A route for API keys, for sessions, or for both: that follows from the permission that its operation needs. */
export function defineRoute(declaration: Declaration<OperationId>): ApiRoute {
  const permission = permissionOf[declaration.operationId];
  const forKeys = isScope(permission) ? [{ apiKey: [permission] }] : [];
  const forSessions = permissionsOfFrontendUser.includes(permission) ? [{ session: [] }] : [];
  const codes: ErrorCode[] = ["UNAUTHORIZED", "FORBIDDEN", "RATE_LIMITED"];
  return { ...declaration, openApi: describe(declaration, [...forKeys, ...forSessions], codes) };
}

/** A route without credentials. */
export function defineOpenRoute(declaration: Declaration<OpenOperationId>): OpenApiRoute {
  return { ...declaration, openApi: describe(declaration, [], []) };
}

export function isWrite({ method }: { method: string }): boolean {
  return method !== "get";
}

function describe(
  declaration: Declaration<string>,
  security: Record<string, string[]>[],
  codesOfCredential: readonly ErrorCode[],
) {
  const { operationId, method, path, tag, summary, description, params, query, body, ifMatch } = declaration;
  const write = isWrite(declaration);
  const codes: ErrorCode[] = [
    "INVALID_REQUEST",
    ...codesOfCredential,
    ...(params === undefined ? [] : (["NOT_FOUND"] as const)),
    ...(declaration.errors ?? []),
    ...(write ? (["IDEMPOTENCY_CONFLICT", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"] as const) : []),
    ...(ifMatch ? (["VERSION_CONFLICT"] as const) : []),
    "INTERNAL_ERROR",
  ];
  const answers = { ...errorAnswers(codes), ...declaration.answers };
  const credential = security.length > 0;
  const responses = Object.entries(answers).map(([status, answer]): [string, Response] => [
    status,
    {
      description: answer.description,
      headers: answerHeaders(Number(status), { credential, write, etag: answer.etag ?? false }),
      content: json(answer),
    },
  ]);
  return createRoute({
    ...{ operationId, method, path, tags: [tag], summary, description, security },
    request: {
      params,
      query,
      headers: requestHeaders({ write, ifMatch: ifMatch ?? false }),
      ...(body === undefined
        ? {}
        : { body: { description: body.description, required: true, content: json(body) } }),
    },
    responses: Object.fromEntries(responses),
  });
}

type Response = RouteConfig["responses"][string];

function json({ schema, examples }: Pick<Answer, "schema" | "examples">) {
  return { "application/json": { schema, ...(examples === undefined ? {} : { examples }) } };
}
