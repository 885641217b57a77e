import type { Engine } from "../engine";
import type { Transaction } from "../txn/transaction";
import type { FunctionFailure, FunctionSuccess, JsonObject } from "../types";
import type { Functions } from "./functions";
import { IsolateError } from "./isolate";
import type { ActionContext } from "./nodeWorker";

/** What these do in a mutation, they do in an action; each of those that write in a transaction of its own. */
const READS = [
  "createFunctionHandle",
  "getUserIdentity",
  "storageGenerateUploadUrl",
  "storageGetUrl",
  "getFunctionMetadata",
  "getRequestMetadata",
];
const WRITES = ["schedule", "cancel_job", "storageDelete"];

/** Runs a syscall of an action. Each that touches the database is a transaction of its own. */
export async function runActionSyscall(
  engine: Engine,
  functions: Functions,
  context: ActionContext,
  op: string,
  argsJson: string,
): Promise<string> {
  const name = op.replace(/^1\.0\/(actions\/)?/, "");
  const asInMutation = (tx: Transaction) => functions.actionSyscall(tx, context, `1.0/${name}`, argsJson);
  if (READS.includes(name)) return engine.read(asInMutation);
  if (WRITES.includes(name)) return await engine.write(asInMutation);
  if (name !== "query" && name !== "mutation" && name !== "action")
    throw new Error(`${name} is not supported in actions by the embedded deployment.`);
  const args = JSON.parse(argsJson) as JsonObject;
  const address = functions.resolve(context.address.component, args);
  // Code reaches internal functions, whoever called it; who asked and from where goes along.
  const caller = { ...context.caller, kind: "system" } as const;
  return valueOf(await engine[name](address, (args.args ?? {}) as JsonObject, caller));
}

function valueOf(outcome: FunctionSuccess | FunctionFailure): string {
  if (outcome.ok) return outcome.value;
  throw new IsolateError(outcome.message, outcome.data);
}
