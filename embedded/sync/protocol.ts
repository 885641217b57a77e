import * as z from "zod";
import { parsePath } from "../runtime/address";
import { encodeInt64 } from "../runtime/commitTimestamp";
import { messageForClients } from "../runtime/failures";
import { functionPath, jsonObject, problemOf } from "../server/parse";
import type {
  ActionOutcome,
  FunctionAddress,
  FunctionFailure,
  JsonObject,
  MutationOutcome,
  QueryOutcome,
} from "../types";

const count = z.int().nonnegative();
const call = { udfPath: functionPath, componentPath: z.string().nullish(), args: z.array(jsonObject) };
const request = { ...call, requestId: count };
const timestamp = z
  .base64()
  .length(12)
  .transform((text) => Buffer.from(text, "base64").readBigUInt64LE());

const add = z.object({
  type: z.literal("Add"),
  queryId: count,
  journal: z.string().nullish(),
  ...call,
});
const remove = z.object({ type: z.literal("Remove"), queryId: count });
const connect = z.object({
  type: z.literal("Connect"),
  sessionId: z.guid(),
  maxObservedTimestamp: timestamp.nullish(),
});
const authenticate = z.object({
  type: z.literal("Authenticate"),
  tokenType: z.enum(["None", "User", "Admin"]),
  value: z.string().default(""),
  baseVersion: count,
  impersonating: jsonObject.nullish(),
});
const modifyQuerySet = z.object({
  type: z.literal("ModifyQuerySet"),
  baseVersion: count,
  newVersion: count,
  modifications: z.array(z.discriminatedUnion("type", [add, remove])),
});
const mutation = z.object({ type: z.literal("Mutation"), ...request });
const action = z.object({ type: z.literal("Action"), ...request });
const event = z.object({ type: z.literal("Event") });
const clientMessage = z.discriminatedUnion("type", [
  connect,
  authenticate,
  modifyQuerySet,
  mutation,
  action,
  event,
]);

export type AddQuery = z.infer<typeof add>;
export type Authenticate = z.infer<typeof authenticate>;
export type ModifyQuerySet = z.infer<typeof modifyQuerySet>;
export type FunctionRequest = z.infer<typeof mutation> | z.infer<typeof action>;
export type ClientMessage = z.infer<typeof clientMessage>;

/** What a client knows: every Transition leads from exactly one of these to the next. */
export interface StateVersion {
  readonly querySet: number;
  readonly identity: number;
  readonly ts: bigint;
}

/** The client broke the protocol; its connection cannot go on. */
export class ProtocolError extends Error {}

export function parseMessage(text: string): ClientMessage {
  const { data, error } = clientMessage.safeParse(parseJson(text));
  if (data) return data;
  throw new ProtocolError(`Malformed message: ${problemOf(error)}`);
}

/** The function that a message names, and its arguments. */
export function targetOf({ udfPath, componentPath, args }: AddQuery | FunctionRequest): {
  address: FunctionAddress;
  args: JsonObject;
} {
  return { address: { component: componentPath ?? "", path: parsePath(udfPath) }, args: args[0] ?? {} };
}

export function transitionText(
  start: StateVersion,
  end: StateVersion,
  modifications: readonly string[],
): string {
  return `{"type":"Transition","startVersion":${version(start)},"endVersion":${version(end)},"modifications":[${modifications.join()}]}`;
}

/** Results are JSON text already and are passed on as they are. */
export function updateText(queryId: number, outcome: QueryOutcome, journal: string | null): string {
  const logLines = JSON.stringify(outcome.logLines);
  const rest = `"queryId":${queryId},"logLines":${logLines},"journal":${JSON.stringify(journal)}`;
  return outcome.ok
    ? `{"type":"QueryUpdated","value":${outcome.value},${rest}}`
    : `{"type":"QueryFailed","errorMessage":${JSON.stringify(messageForClients(outcome))},${errorData(outcome)}${rest}}`;
}

export function removalText(queryId: number): string {
  return `{"type":"QueryRemoved","queryId":${queryId}}`;
}

export function responseText(
  type: "MutationResponse" | "ActionResponse",
  requestId: number,
  outcome: MutationOutcome | ActionOutcome,
): string {
  const rest = `"requestId":${requestId},"logLines":${JSON.stringify(outcome.logLines)}`;
  if (!outcome.ok) {
    return `{"type":"${type}","success":false,"result":${JSON.stringify(messageForClients(outcome))},${errorData(outcome)}${rest}}`;
  }
  const stamp = !("ts" in outcome) ? "" : `"ts":"${encodeInt64(outcome.ts)}",`;
  return `{"type":"${type}","success":true,"result":${outcome.value},${stamp}${rest}}`;
}

function errorData({ data }: FunctionFailure): string {
  return data === undefined ? "" : `"errorData":${data},`;
}

function version({ querySet, identity, ts }: StateVersion): string {
  return `{"querySet":${querySet},"identity":${identity},"ts":"${encodeInt64(ts)}"}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError("A message must be JSON.");
  }
}
