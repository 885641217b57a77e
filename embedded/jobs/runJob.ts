import { randomUUID } from "node:crypto";
import type { Engine } from "../engine";
import { displayPath, findFunction } from "../runtime/address";
import type { Transaction } from "../txn/transaction";
import type { Caller, FunctionAddress, JsonObject } from "../types";

/** What jobs need of the engine. */
export type JobHost = Pick<Engine, "release" | "store" | "action" | "runIn" | "write" | "read">;

export interface Job {
  /** Of the document in `_scheduled_functions`; null for a cron. */
  readonly scheduledFunctionId: string | null;
  readonly target: FunctionAddress;
  readonly args: JsonObject;
  /** Marks the job as running, or throws JobGone where it is no longer to be run. */
  claim(tx: Transaction): void;
  /** Marks the job as finished; `error` is null after a success. */
  complete(tx: Transaction, error: string | null): void;
}

/** The job was canceled, deleted or taken before it began. */
export class JobGone extends Error {}
class MutationFailed extends Error {}

/**
 * Mutations run exactly once, because they are marked as finished in the transaction that they write in. Actions run
 * at most once: they are marked as running, durably, before they begin.
 */
export async function runJob(host: JobHost, job: Job): Promise<void> {
  try {
    const type = findFunction(host.release, job.target)?.udfType;
    if (type === "Mutation") await runMutation(host, job);
    else if (type === "Action") await runAction(host, job);
    else await fail(host, job, refusal(job.target, type));
  } catch (error) {
    if (!(error instanceof JobGone)) throw error;
  }
}

async function runMutation(host: JobHost, job: Job): Promise<void> {
  try {
    await host.write((tx) => {
      job.claim(tx);
      runInside(host, job, tx);
    });
  } catch (error) {
    if (!(error instanceof MutationFailed)) throw error;
    await fail(host, job, error.message);
  }
}

/** Marking the job counts towards the transaction's limits: the mutation that leaves no room for it has failed. */
function runInside(host: JobHost, job: Job, tx: Transaction): void {
  const { target: address, args } = job;
  const invocation = { address, udfType: "Mutation", args, caller: callerOf(job) } as const;
  const outcome = host.runIn(tx, invocation);
  if (!outcome.ok) throw new MutationFailed(outcome.message);
  try {
    job.complete(tx, null);
  } catch (error) {
    throw new MutationFailed(describe(error).message);
  }
}

async function runAction(host: JobHost, job: Job): Promise<void> {
  await host.write((tx) => job.claim(tx));
  const outcome = await host.action(job.target, job.args, callerOf(job)).catch(describe);
  await host.write((tx) => job.complete(tx, outcome.ok ? null : outcome.message));
}

async function fail(host: JobHost, job: Job, message: string): Promise<void> {
  await host.write((tx) => {
    job.claim(tx);
    job.complete(tx, message);
  });
}

function callerOf({ scheduledFunctionId }: Job): Caller {
  const request = { ip: null, userAgent: null, requestId: randomUUID(), scheduledFunctionId };
  return { kind: "system", identity: null, request };
}

function describe(error: unknown): { ok: false; message: string } {
  return { ok: false, message: error instanceof Error ? error.message : String(error) };
}

function refusal({ path }: FunctionAddress, type: "Query" | undefined): string {
  if (type === undefined) {
    const name = displayPath(path);
    return `Could not find function for '${name}'. Did you forget to run \`npx convex dev\` or \`npx convex deploy\`?`;
  }
  const [module, name] = path.split(":");
  return `Unsupported function type. ${name} in module "${module}" is defined as a ${type}. Only Mutation and Action can be scheduled.`;
}
