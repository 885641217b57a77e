import type { Engine } from "../engine";
import type { Transaction } from "../txn/transaction";
import { readPage } from "../txn/pages";
import { openSource, runOperators, type SerializedQuery } from "../txn/query";
import type { Caller, FunctionAddress, Json, JsonObject } from "../types";
import { MAX_SCHEDULED_ARGUMENT_BYTES } from "../txn/limits";
import { formatSize, measure } from "../values/size";
import { resolveFields } from "./commitTimestamp";

/** One running function, as its syscalls see it. */
export interface Frame {
  readonly tx: Transaction;
  readonly address: FunctionAddress;
  readonly udfType: "Query" | "Mutation" | "Action";
  readonly visibility: "public" | "internal";
  readonly caller: Caller;
  readonly streams: Map<number, () => string | null>;
  /** End cursor of an earlier run that this run's page must end at; replaced by this run's own. */
  journal: string | null;
  hasPaginated: boolean;
  /** How many functions called one another to get here; 0 for the one that was asked for. */
  readonly depth: number;
  readonly logLines: string[];
}

/** What syscalls need of the engine: the secret encrypts cursors. */
export type SyscallHost = Pick<Engine, "scheduler" | "files" | "secret">;

export interface SyscallServices {
  readonly host: SyscallHost;
  /** Runs another function inside this transaction and returns its JSON text. */
  call(frame: Frame, udfType: "Query" | "Mutation", target: JsonObject): string;
  /** The function that a syscall of the component names. */
  resolve(component: string, target: JsonObject): FunctionAddress;
  handle(address: FunctionAddress): string;
}

type Syscall = (frame: Frame, args: JsonObject, services: SyscallServices) => string;

/** Runs a syscall of a query or mutation. What is missing here is refused by its name. */
export function runSyscall(frame: Frame, op: string, argsJson: string, services: SyscallServices): string {
  const syscall = SYSCALLS[op];
  if (!syscall) throw new Error(`${op.replace("1.0/", "")} is not supported by the embedded deployment.`);
  if (NOT_FOR_QUERIES.has(op) && frame.udfType === "Query")
    throw new Error(`Queries cannot use ${op.replace("1.0/", "")}.`);
  const args = JSON.parse(argsJson) as JsonObject;
  return syscall(frame, argsJson.includes('"$commitTs"') ? resolveFields(args, frame.tx.ts) : args, services);
}

const NOT_FOR_QUERIES = new Set(
  [
    "insert",
    "shallowMerge",
    "replace",
    "remove",
    "schedule",
    "cancel_job",
    "storageGenerateUploadUrl",
    "storageDelete",
    "getRequestMetadata",
  ].map((op) => `1.0/${op}`),
);

const SYSCALLS: Readonly<Record<string, Syscall>> = {
  "1.0/get": ({ tx, address }, args) => {
    checkTable(tx, address.component, args, "get");
    return tx.load(address.component, String(args.id))?.json ?? "null";
  },
  "1.0/insert": ({ tx, address }, { table, value }) => {
    return JSON.stringify({ _id: tx.insert(address.component, String(table), object(value)) });
  },
  "1.0/shallowMerge": ({ tx, address }, args) => {
    checkTable(tx, address.component, args, "patch");
    tx.patch(address.component, String(args.id), object(args.value));
    return "{}";
  },
  "1.0/replace": ({ tx, address }, args) => {
    checkTable(tx, address.component, args, "replace");
    tx.replace(address.component, String(args.id), object(args.value));
    return "{}";
  },
  "1.0/remove": ({ tx, address }, args) => {
    checkTable(tx, address.component, args, "delete");
    tx.remove(address.component, String(args.id));
    return "{}";
  },
  "1.0/db/normalizeId": ({ tx, address }, { table, idString }) => {
    const found = tx.tableOf(address.component, String(idString));
    return JSON.stringify({ id: found?.name === table ? (idString ?? null) : null });
  },
  "1.0/queryStream": (frame, { query }) => {
    const queryId = frame.streams.size;
    const serialized = asQuery(query);
    const source = openSource(frame.tx, frame.address.component, serialized);
    const next = runOperators(serialized, () => source.next());
    frame.streams.set(queryId, next);
    return JSON.stringify({ queryId });
  },
  "1.0/queryStreamNext": ({ streams }, { queryId }) => {
    const value = streams.get(Number(queryId))?.() ?? null;
    return value === null ? `{"value":null,"done":true}` : `{"value":${value},"done":false}`;
  },
  "1.0/queryCleanup": ({ streams }, { queryId }) => {
    streams.set(Number(queryId), () => null);
    return "{}";
  },
  "1.0/queryPage": queryPage,
  "1.0/runUdf": (frame, args, services) =>
    services.call(frame, args.udfType === "mutation" ? "Mutation" : "Query", args),
  "1.0/createFunctionHandle": (frame, args, services) =>
    JSON.stringify(services.handle(services.resolve(frame.address.component, args))),
  "1.0/schedule": schedule,
  "1.0/cancel_job": ({ tx, address }, { id }, { host }) => {
    host.scheduler.cancel(tx, address.component, String(id));
    return "{}";
  },
  "1.0/getUserIdentity": ({ address, caller }) =>
    JSON.stringify(address.component === "" ? caller.identity : null),
  "1.0/storageGenerateUploadUrl": ({ address }, _, { host }) =>
    JSON.stringify(host.files.generateUploadUrl(address.component)),
  "1.0/storageGetUrl": ({ tx, address }, { storageId }, { host }) => {
    return JSON.stringify(host.files.getUrl(tx, address.component, String(storageId)));
  },
  "1.0/storageDelete": ({ tx, address }, { storageId }, { host }) => {
    host.files.remove(tx, address.component, String(storageId));
    return "{}";
  },
  "1.0/getTransactionMetrics": ({ tx }) => JSON.stringify(tx.usage.metrics()),
  "1.0/getFunctionMetadata": ({ address, udfType, visibility }) => {
    const name = address.path.replace(".js:", ":");
    return JSON.stringify({
      name,
      componentPath: address.component,
      type: udfType.toLowerCase(),
      visibility,
    });
  },
  // Nobody has an auth token, because custom auth is refused.
  "1.0/getRequestMetadata": ({ caller }) => JSON.stringify({ ...caller.request, authToken: null }),
};

function queryPage(frame: Frame, args: JsonObject, { host }: SyscallServices): string {
  if (frame.hasPaginated) {
    throw new Error(
      "This query or mutation function ran multiple paginated queries. Convex only supports a single paginated query in each function.",
    );
  }
  frame.hasPaginated = true;
  const endCursor = textOrNull(args.endCursor) ?? frame.journal;
  const page = readPage(
    frame.tx,
    frame.address.component,
    {
      query: asQuery(args.query),
      cursor: textOrNull(args.cursor),
      endCursor,
      pageSize: Number(args.pageSize),
      maximumRowsRead: typeof args.maximumRowsRead === "number" ? args.maximumRowsRead : null,
    },
    host.secret,
  );
  frame.journal = page.continueCursor;
  const rest = JSON.stringify({
    isDone: page.isDone,
    continueCursor: page.continueCursor,
    splitCursor: null,
    pageStatus: null,
  });
  return `{"page":[${page.page.join(",")}],${rest.slice(1)}`;
}

function schedule(frame: Frame, args: JsonObject, services: SyscallServices): string {
  const { tx } = frame;
  const jobArgs = object(args.args);
  const { size } = measure([jobArgs]);
  if (size > MAX_SCHEDULED_ARGUMENT_BYTES) {
    const limit = `(actual: ${formatSize(size)}, limit: ${formatSize(MAX_SCHEDULED_ARGUMENT_BYTES)})`;
    throw new Error(`Arguments of a scheduled function are too large ${limit}`);
  }
  tx.usage.add("functionsScheduled", 1);
  tx.usage.add("scheduledFunctionArgsBytes", size);
  const target = services.resolve(frame.address.component, args);
  return JSON.stringify(
    services.host.scheduler.schedule(tx, {
      from: frame.address.component,
      target,
      args: jobArgs,
      atMs: Number(args.ts) * 1000,
    }),
  );
}

/** `db.get("messages", id)` with an id of another table is a mistake that Convex names. */
function checkTable(tx: Transaction, component: string, args: JsonObject, method: string): void {
  const table = tx.tableOf(component, String(args.id));
  if (!table)
    throw new Error(
      `Invalid argument \`id\` for \`db.${method}\`: Unable to decode ID: Invalid ID length ${String(args.id).length}`,
    );
  if (typeof args.table === "string" && args.table !== table.name) {
    throw new Error(
      `Invalid argument \`id\` for \`db.${method}\`: expected to be an Id<"${args.table}">, got Id<"${table.name}"> instead.`,
    );
  }
  if (method !== "get" && table.name.startsWith("_"))
    throw new Error("System tables (prefixed with `_`) are read-only.");
  if (method === "get" && table.name.startsWith("_") !== (args.isSystem === true)) {
    throw new Error(
      `Invalid argument \`id\` for \`db.get\`: ${table.name} must be read through ${args.isSystem === true ? "db" : "db.system"}.`,
    );
  }
}

function asQuery(query: Json | undefined): SerializedQuery {
  return object(query) as unknown as SerializedQuery;
}

function object(value: Json | undefined): JsonObject {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Error("Expected an object.");
  return value;
}

function textOrNull(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
