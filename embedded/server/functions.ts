import * as z from "zod";
import type { Engine } from "../engine";
import { findFunction, parsePath } from "../runtime/address";
import { encodeInt64 } from "../runtime/commitTimestamp";
import { messageForClients } from "../runtime/failures";
import type {
  Caller,
  FunctionAddress,
  FunctionFailure,
  FunctionSuccess,
  JsonObject,
  UdfType,
} from "../types";
import { RequestError } from "./errors";
import { functionPath, jsonObject, parseBody } from "./parse";

const ROUTES: Readonly<Record<string, UdfType | "any">> = {
  "POST /api/query": "Query",
  "POST /api/mutation": "Mutation",
  "POST /api/action": "Action",
  "POST /api/function": "any",
  "POST /api/query_ts": "Query",
  "POST /api/query_at_ts": "Query",
};

/** Convex answers a function that failed with this status, so that it differs from a request that failed. */
const FUNCTION_FAILED = 560;

export function isFunctionRoute(key: string): boolean {
  return Object.hasOwn(ROUTES, key);
}

/** Runs the function that the body of a function route names. */
export async function callFunction(
  engine: Engine,
  key: string,
  body: unknown,
  caller: Caller,
): Promise<{ status: number; json: string }> {
  if (key === "POST /api/query_ts")
    return { status: 200, json: JSON.stringify({ ts: encodeInt64(engine.now()) }) };
  const { address, args } = parseCall(body, caller);
  const route = ROUTES[key];
  const udfType = route === "any" ? (findFunction(engine.release, address)?.udfType ?? "Query") : route;
  const outcome = await run(engine, udfType, address, args, caller);
  return { status: outcome.ok ? 200 : FUNCTION_FAILED, json: toJson(outcome) };
}

async function run(
  engine: Engine,
  udfType: string | undefined,
  address: FunctionAddress,
  args: JsonObject,
  caller: Caller,
): Promise<FunctionSuccess | FunctionFailure> {
  if (udfType === "Mutation") return await engine.mutation(address, args, caller);
  if (udfType === "Action") return await engine.action(address, args, caller);
  return engine.query(address, args, caller);
}

const call = z.object({
  path: functionPath,
  componentPath: z.string().nullish(),
  args: z.union([z.array(jsonObject), jsonObject]).default({}),
  format: z.enum(["convex_encoded_json", "json"]).optional(),
});

function parseCall(body: unknown, caller: Caller): { address: FunctionAddress; args: JsonObject } {
  const { path, componentPath, args } = parseBody(call, body);
  if (componentPath && caller.kind === "client") {
    const text = "Functions of components can only be called by an admin.";
    throw new RequestError(403, "ComponentsAreInternal", text);
  }
  const address = { component: componentPath ?? "", path: parsePath(path) };
  return { address, args: Array.isArray(args) ? (args[0] ?? {}) : args };
}

/** The value is JSON already and is spliced in as it is. */
function toJson(outcome: FunctionSuccess | FunctionFailure): string {
  const logLines = JSON.stringify(outcome.logLines);
  if (outcome.ok) return `{"status":"success","value":${outcome.value},"logLines":${logLines}}`;
  const data = outcome.data === undefined ? "" : `,"errorData":${outcome.data}`;
  return `{"status":"error","errorMessage":${JSON.stringify(messageForClients(outcome))}${data},"logLines":${logLines}}`;
}
