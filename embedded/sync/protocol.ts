import { messageForClients } from "../runtime/failures";
import type { FunctionFailure, JsonObject, QueryOutcome } from "../types";

export interface FunctionCall {
  readonly udfPath: string;
  readonly component: string;
  readonly args: JsonObject;
}

export interface AddQuery extends FunctionCall {
  readonly type: "Add";
  readonly queryId: number;
  readonly journal: string | null;
}

export interface FunctionRequest extends FunctionCall {
  readonly requestId: number;
}

export interface Authenticate {
  readonly type: "Authenticate";
  readonly tokenType: "None" | "User" | "Admin";
  readonly value: string;
  readonly baseVersion: number;
  readonly impersonating: JsonObject | null;
}

type Modification = AddQuery | { readonly type: "Remove"; readonly queryId: number };

export interface ModifyQuerySet {
  readonly type: "ModifyQuerySet";
  readonly baseVersion: number;
  readonly newVersion: number;
  readonly modifications: readonly Modification[];
}

export type ClientMessage =
  | { readonly type: "Connect"; readonly sessionId: string; readonly maxObservedTs: bigint }
  | Authenticate
  | ModifyQuerySet
  | (FunctionRequest & { readonly type: "Mutation" })
  | (FunctionRequest & { readonly type: "Action" })
  | { readonly type: "Event" };

/** What a client knows: every Transition leads from exactly one of these to the next. */
export interface StateVersion {
  readonly querySet: number;
  readonly identity: number;
  readonly ts: bigint;
}

/** The client broke the protocol; its connection cannot go on. */
export class ProtocolError extends Error {}

const SESSION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function parseMessage(text: string): ClientMessage {
  const message = object(parseJson(text), "message");
  const { type } = message;
  switch (type) {
    case "Connect":
      return {
        type,
        sessionId: sessionId(message.sessionId),
        maxObservedTs: ts(message.maxObservedTimestamp),
      };
    case "Authenticate":
      return authenticate(message);
    case "ModifyQuerySet":
      return {
        type,
        baseVersion: count(message.baseVersion, "baseVersion"),
        newVersion: count(message.newVersion, "newVersion"),
        modifications: array(message.modifications, "modifications").map(modification),
      };
    case "Mutation":
    case "Action":
      return { type, requestId: count(message.requestId, "requestId"), ...call(message) };
    case "Event":
      return { type };
    default:
      throw new ProtocolError(`Unknown message type ${JSON.stringify(type)}.`);
  }
}

function authenticate(message: Record<string, unknown>): Authenticate {
  const { tokenType, impersonating } = message;
  if (tokenType !== "None" && tokenType !== "User" && tokenType !== "Admin") {
    throw new ProtocolError(`Unknown tokenType ${JSON.stringify(tokenType)}.`);
  }
  return {
    type: "Authenticate",
    tokenType,
    value: tokenType === "None" ? "" : text(message.value, "value"),
    baseVersion: count(message.baseVersion, "baseVersion"),
    impersonating: isAbsent(impersonating) ? null : (object(impersonating, "impersonating") as JsonObject),
  };
}

function modification(value: unknown): Modification {
  const change = object(value, "modification");
  const { type } = change;
  const queryId = count(change.queryId, "queryId");
  if (type === "Remove") {
    return { type, queryId };
  }
  if (type !== "Add") {
    throw new ProtocolError(`Unknown modification ${JSON.stringify(type)}.`);
  }
  const journal = isAbsent(change.journal) ? null : text(change.journal, "journal");
  return { type, queryId, journal, ...call(change) };
}

function call(message: Record<string, unknown>): FunctionCall {
  const { componentPath } = message;
  return {
    udfPath: text(message.udfPath, "udfPath"),
    component: isAbsent(componentPath) ? "" : text(componentPath, "componentPath"),
    args: object(array(message.args, "args")[0] ?? {}, "args") as JsonObject,
  };
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
  outcome: FunctionFailure | { ok: true; value: string; logLines: readonly string[]; ts?: bigint },
): string {
  const rest = `"requestId":${requestId},"logLines":${JSON.stringify(outcome.logLines)}`;
  if (!outcome.ok) {
    return `{"type":"${type}","success":false,"result":${JSON.stringify(messageForClients(outcome))},${errorData(outcome)}${rest}}`;
  }
  const stamp = outcome.ts === undefined ? "" : `"ts":"${encodeTs(outcome.ts)}",`;
  return `{"type":"${type}","success":true,"result":${outcome.value},${stamp}${rest}}`;
}

function errorData({ data }: FunctionFailure): string {
  return data === undefined ? "" : `"errorData":${data},`;
}

function version({ querySet, identity, ts }: StateVersion): string {
  return `{"querySet":${querySet},"identity":${identity},"ts":"${encodeTs(ts)}"}`;
}

function encodeTs(ts: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(ts);
  return bytes.toString("base64");
}

function ts(value: unknown): bigint {
  if (isAbsent(value)) {
    return 0n;
  }
  const bytes = Buffer.from(text(value, "maxObservedTimestamp"), "base64");
  if (bytes.length !== 8) {
    throw new ProtocolError("maxObservedTimestamp must be eight bytes in base64.");
  }
  return bytes.readBigUInt64LE();
}

function sessionId(value: unknown): string {
  const id = text(value, "sessionId");
  if (!SESSION_ID.test(id)) {
    throw new ProtocolError("sessionId must be a UUID.");
  }
  return id;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProtocolError("A message must be JSON.");
  }
}

function object(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ProtocolError(`${name} must be an object.`);
  }
  return value as Record<string, unknown>;
}

function array(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) {
    throw new ProtocolError(`${name} must be an array.`);
  }
  return value;
}

function text(value: unknown, name: string): string {
  if (typeof value !== "string") {
    throw new ProtocolError(`${name} must be a string.`);
  }
  return value;
}

function count(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new ProtocolError(`${name} must be a nonnegative integer.`);
  }
  return value;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
