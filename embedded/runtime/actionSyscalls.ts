import type { Engine } from "../engine";
import type { FunctionFailure, FunctionSuccess, JsonObject } from "../types";
import type { Functions } from "./functions";
import { IsolateError } from "./isolate";
import type { ActionContext } from "./nodeWorker";

interface Ask {
  readonly engine: Engine;
  readonly functions: Functions;
  readonly context: ActionContext;
  readonly args: JsonObject;
}

/** Runs a syscall of an action. Each that touches the database is a transaction of its own. */
export async function runActionSyscall(
  engine: Engine,
  functions: Functions,
  context: ActionContext,
  op: string,
  argsJson: string,
): Promise<string> {
  const syscall = SYSCALLS[op];
  if (!syscall)
    throw new Error(`${op.replace("1.0/", "")} is not supported in actions by the embedded deployment.`);
  return await syscall({ engine, functions, context, args: JSON.parse(argsJson) as JsonObject });
}

const SYSCALLS: Readonly<Record<string, (ask: Ask) => string | Promise<string>>> = {
  "1.0/actions/query": ({ engine, context, ...ask }) =>
    valueOf(engine.query(target(ask, context), callArgs(ask), asSystem(context))),
  "1.0/actions/mutation": async ({ engine, context, ...ask }) => {
    return valueOf(await engine.mutation(target(ask, context), callArgs(ask), asSystem(context)));
  },
  "1.0/actions/action": async ({ engine, context, ...ask }) => {
    return valueOf(await engine.action(target(ask, context), callArgs(ask), asSystem(context)));
  },
  "1.0/actions/schedule": ({ engine, context, ...ask }) => {
    const job = {
      from: context.address.component,
      target: target(ask, context),
      args: callArgs(ask),
      atMs: Number(ask.args.ts) * 1000,
    };
    return engine.write((tx) => JSON.stringify(engine.scheduler.schedule(tx, job)));
  },
  "1.0/actions/cancel_job": ({ engine, context, args }) => {
    return engine.write((tx) => {
      engine.scheduler.cancel(tx, context.address.component, String(args.id));
      return "{}";
    });
  },
  "1.0/createFunctionHandle": ({ functions, context, ...ask }) =>
    JSON.stringify(functions.handle(target({ functions, ...ask }, context))),
  "1.0/getUserIdentity": ({ context }) =>
    JSON.stringify(context.address.component === "" ? context.caller.identity : null),
  "1.0/storageGenerateUploadUrl": ({ engine, context }) =>
    JSON.stringify(engine.files.generateUploadUrl(context.address.component)),
  "1.0/storageGetUrl": ({ engine, context, args }) => {
    return engine.read((tx) =>
      JSON.stringify(engine.files.getUrl(tx, context.address.component, String(args.storageId))),
    );
  },
  "1.0/storageGetMetadata": ({ engine, context, args }) => {
    return engine.read((tx) =>
      JSON.stringify(engine.files.metadata(tx, context.address.component, String(args.storageId))),
    );
  },
  "1.0/storageDelete": ({ engine, context, args }) => {
    return engine.write((tx) => {
      engine.files.remove(tx, context.address.component, String(args.storageId));
      return "{}";
    });
  },
  "1.0/getFunctionMetadata": ({ context: { address } }) => {
    const name = address.path.replace(".js:", ":");
    return JSON.stringify({ name, componentPath: address.component, type: "action", visibility: "internal" });
  },
  "1.0/getDeploymentMetadata": () => JSON.stringify({ name: "embedded", region: null, class: "s16" }),
  "1.0/getRequestMetadata": ({ context: { requestId } }) => {
    return JSON.stringify({
      ip: null,
      userAgent: null,
      requestId,
      scheduledFunctionId: null,
      authToken: null,
    });
  },
};

function target({ functions, args }: Pick<Ask, "functions" | "args">, context: ActionContext) {
  return functions.resolve(context.address.component, args);
}

function callArgs({ args }: Pick<Ask, "args">): JsonObject {
  return (args.args ?? {}) as JsonObject;
}

/** Code reaches internal functions, whoever called it; the identity of its caller goes along. */
function asSystem({ caller }: ActionContext) {
  return { kind: "system" as const, identity: caller.identity };
}

function valueOf(outcome: FunctionSuccess | FunctionFailure): string {
  if (outcome.ok) return outcome.value;
  throw new IsolateError(outcome.message, outcome.data);
}
