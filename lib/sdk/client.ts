import createHttpClient from "openapi-fetch";
import { errorOf, unexpectedAnswer } from "./error";
import { operations } from "./operations.generated";
import { type Platform, standardPlatform } from "./platform";
import { pageOf, walkPages } from "./pages";
import { type RetryPolicy, sendPatiently, standardRetries } from "./retry";
import type { Answer, CallOptions, Calls, Input, Item, ListId } from "./types";

export { GuildhallError, isGuildhallError } from "./error";
export type { Answer, CallOptions, Data, Input, Item, ListId, OperationId } from "./types";
export type { components } from "./schema.generated";

export interface ClientOptions extends Partial<Platform> {
  /** The deployment's HTTP address, without `/api/v1`. */
  readonly baseUrl: string;
  /** An API key or the token of a session. Without one, only open operations answer. */
  readonly token?: string;
  readonly retries?: Partial<RetryPolicy>;
}

export interface Client extends Calls {
  /** Every object of a list, page by page as they are needed. It stays complete while others write. */
  paginate<Id extends ListId>(list: Id, input?: Input<Id>): AsyncGenerator<Item<Id>, void>;
}

/** The API of one deployment as functions, one for each operation, named as in its OpenAPI document. */
export function createClient(options: ClientOptions): Client;
export function createClient(options: ClientOptions): object {
  const call = callerOf(options);
  const calls = Object.entries(operations).map(([id, operation]) => {
    return [id, (input?: AnyInput) => call(operation, input)] as const;
  });
  return {
    ...Object.fromEntries(calls),
    paginate: (id: ListId, input: AnyInput = {}) =>
      walkPages(input.query ?? {}, async (query) => {
        const { data } = await call(operations[id], { ...input, query });
        return pageOf(data, operations[id].list);
      }),
  };
}

/** What the types promise for each operation, as they all look at run time. */
interface AnyInput extends CallOptions {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}
interface AnyOperation {
  parameters: Pick<AnyInput, "path" | "query">;
  requestBody?: { content: { "application/json": unknown } };
  responses: { 200: { content: { "application/json": unknown } } };
}
type AnyPaths = Record<string, Record<"get" | "post" | "patch" | "delete", AnyOperation>>;
type Operation = (typeof operations)[keyof typeof operations];
type Call = (operation: Operation, input?: AnyInput) => Promise<Answer<unknown>>;

function callerOf({ baseUrl, token, retries, ...given }: ClientOptions): Call {
  const platform = { ...standardPlatform, ...given };
  const policy = { ...standardRetries, ...retries };
  const http = createHttpClient<AnyPaths>({
    baseUrl: `${baseUrl.replace(/\/+$/, "")}/api/v1`,
    ...(token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }),
  });
  return async ({ method, path }, input = {}) => {
    const { signal, body } = input;
    const { data, error, response } = await http.request(method, path, {
      params: { ...(input.path && { path: input.path }), ...(input.query && { query: input.query }) },
      headers: headersOf(method, input, platform),
      body,
      ...(signal && { signal }),
      fetch: (request: Request) => sendPatiently(request, signal, platform, policy),
      parseAs: "text",
    });
    if (!response.ok) {
      throw errorOf(error, response);
    }
    return answerOf(data, response);
  };
}

function headersOf(method: string, { idempotencyKey, ifMatch, requestId }: AnyInput, { newKey }: Platform) {
  const key = idempotencyKey === undefined ? newKey() : idempotencyKey;
  return {
    ...(method === "get" || key === null ? {} : { "Idempotency-Key": key }),
    ...(ifMatch === undefined ? {} : { "If-Match": ifMatch }),
    ...(requestId === undefined ? {} : { "X-Request-Id": requestId }),
  };
}

function answerOf(text: unknown, response: Response): Answer<unknown> {
  const { status, headers } = response;
  const replayed = headers.get("Idempotency-Replayed") === "true";
  const requestId = headers.get("X-Request-Id") ?? "";
  return { data: jsonOf(text, response), status, requestId, etag: headers.get("ETag"), replayed, headers };
}

/** Whatever sits between may answer 200 with a page of its own. */
function jsonOf(text: unknown, response: Response): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    throw unexpectedAnswer(response);
  }
}
