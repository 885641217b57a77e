import { createHmac } from "node:crypto";
import {
  MAX_ARGUMENT_BYTES,
  MAX_CALL_DEPTH,
  MAX_FIELDS,
  MAX_NODE_ARGUMENT_BYTES,
  MAX_RESULT_BYTES,
} from "../txn/limits";
import type { Transaction } from "../txn/transaction";
import type { AnalyzedFunction, Caller, FunctionAddress, Json, JsonObject, Release } from "../types";
import { formatSize, measure } from "../values/size";
import { validate } from "../values/validator";
import { definitionOf, displayPath, findFunction, missingFunction, resolveAddress } from "./address";
import { IsolateError, TIMEOUT_MESSAGE } from "./isolate";
import { PooledIsolate } from "./pooledIsolate";
import { Program } from "./program";
import type { ActionContext } from "./nodeWorker";
import { type Frame, runSyscall, type SyscallHost, type SyscallServices } from "./syscalls";

const USER_TIME_MAX_MS = 1_000;
/** A result without a validator that is shorter than this cannot break the limits, but for its nesting. */
const RESULT_LENGTH_UNCHECKED = 4 * MAX_FIELDS;
const TOO_DEEP = "Cross component call depth limit exceeded. Do you have an infinite loop in your app?";

export interface Invocation {
  readonly address: FunctionAddress;
  readonly udfType: "Query" | "Mutation";
  readonly args: JsonObject;
  readonly caller: Caller;
  readonly journal?: string | null;
}

export interface Execution {
  /** JSON text. */
  readonly value: string;
  readonly journal: string | null;
}

/** Runs the queries and mutations of one release. A new release or new variables make a new one of these. */
export class Functions implements SyscallServices {
  private readonly handles = new Map<string, FunctionAddress>();
  private readonly idle = new Map<string, PooledIsolate[]>();
  private readonly validators = new Map<string, Json>();
  private userTimeMs = 0;

  private constructor(
    readonly release: Release,
    private readonly programs: ReadonlyMap<string, Program>,
    private readonly environment: (instance: string) => Record<string, string>,
    readonly host: SyscallHost,
  ) {
    for (const address of allFunctions(release)) this.handles.set(handleOf(address, host.secret), address);
  }

  static async load(
    release: Release,
    environment: (instance: string) => Record<string, string>,
    host: SyscallHost,
  ): Promise<Functions> {
    const programs = await Promise.all(
      Object.values(release.definitions).map(async (definition) => {
        return [definition.definitionPath, await Program.compile(definition)] as const;
      }),
    );
    return new Functions(release, new Map(programs), environment, host);
  }

  /** Later calls run in new isolates, which see the variables as they are then. */
  renewIsolates(): void {
    this.idle.clear();
  }

  resolve(component: string, target: JsonObject): FunctionAddress {
    return resolveAddress(this.release, component, target, this.handles);
  }

  handle(address: FunctionAddress): string {
    return handleOf(address, this.host.secret);
  }

  /** A syscall that works in an action as it does in a mutation. */
  actionSyscall(tx: Transaction, context: ActionContext, op: string, argsJson: string): string {
    const visibility = findFunction(this.release, context.address)?.visibility ?? "internal";
    const frame: Frame = {
      ...context,
      ...freshFrame(),
      tx,
      udfType: "Action",
      visibility,
      depth: 0,
      logLines: [],
    };
    return runSyscall(frame, op, argsJson, this);
  }

  /** Runs a function from outside. Throws IsolateError with what a developer is to read. */
  run(tx: Transaction, invocation: Invocation, logLines: string[]): Execution {
    this.userTimeMs = 0;
    return this.invoke(tx, invocation, logLines, 0);
  }

  /** Checks arguments against Convex's limits and the function's own validator. */
  checkArguments(address: FunctionAddress, args: JsonObject, tx: Pick<Transaction, "tableOf">): void {
    const size = sizeOf([args], `Invalid arguments for ${address.path}`);
    const isForNode = size > MAX_NODE_ARGUMENT_BYTES && this.isNode(address);
    const limit = isForNode ? MAX_NODE_ARGUMENT_BYTES : MAX_ARGUMENT_BYTES;
    if (size > limit) throw tooLarge(`Arguments for ${address.path} are`, size, limit);
    this.validate(address, "args", args, tx);
  }

  /** The same for a result, JSON text that is parsed only where something may be wrong with it. */
  checkResult(address: FunctionAddress, text: string, tx: Pick<Transaction, "tableOf">): void {
    const hasValidator = (findFunction(this.release, address)?.returns ?? "null") !== "null";
    if (!hasValidator && text.length < RESULT_LENGTH_UNCHECKED) return;
    const value = JSON.parse(text) as Json;
    const size = sizeOf(value, `Function ${address.path} return value invalid`);
    if (size > MAX_RESULT_BYTES)
      throw tooLarge(`Function ${address.path} return value is`, size, MAX_RESULT_BYTES);
    this.validate(address, "returns", value, tx);
  }

  private validate(
    address: FunctionAddress,
    what: "args" | "returns",
    value: Json,
    tx: Pick<Transaction, "tableOf">,
  ): void {
    const validator = this.validator(findFunction(this.release, address)?.[what] ?? "null");
    if (validator === null) return;
    const problem = validate(validator, value, (id) => tx.tableOf(address.component, id)?.name ?? null);
    if (problem === null) return;
    const kind = what === "args" ? "ArgumentValidationError" : "ReturnsValidationError";
    throw new IsolateError(`${kind}: ${problem}`);
  }

  private isNode({ component, path }: FunctionAddress): boolean {
    const modules = definitionOf(this.release, component)?.modules ?? [];
    return modules.some((module) => module.environment === "node" && path.startsWith(`${module.path}:`));
  }

  /** Validators come as text; each is parsed once. */
  private validator(text: string): Json {
    const known = this.validators.get(text);
    if (known !== undefined) return known;
    const parsed = JSON.parse(text) as Json;
    this.validators.set(text, parsed);
    return parsed;
  }

  private invoke(tx: Transaction, invocation: Invocation, logLines: string[], depth: number): Execution {
    const { address, udfType, args, caller, journal = null } = invocation;
    const { visibility } = this.find(address, udfType, caller);
    this.checkArguments(address, args, tx);
    const call = { address, udfType, visibility, caller, journal, depth };
    const frame: Frame = { ...freshFrame(), ...call, tx, logLines };
    const value = this.inIsolate(frame, JSON.stringify(args));
    if (this.userTimeMs > USER_TIME_MAX_MS) throw new IsolateError(TIMEOUT_MESSAGE);
    this.checkResult(address, value, tx);
    return { value, journal: frame.hasPaginated ? frame.journal : null };
  }

  private find(address: FunctionAddress, udfType: string, caller: Caller): AnalyzedFunction {
    const definition = findFunction(this.release, address);
    const name = displayPath(address.path);
    if (!definition) throw new IsolateError(missingFunction(address, caller));
    if (definition.udfType !== udfType) {
      throw new IsolateError(
        `Trying to execute ${name} as ${udfType}, but it is defined as ${definition.udfType}.`,
      );
    }
    return definition;
  }

  call(frame: Frame, udfType: "Query" | "Mutation", target: JsonObject): string {
    if (target.transactionLimits !== undefined && target.transactionLimits !== null) {
      throw new Error("transactionLimits is not supported by the embedded deployment.");
    }
    const address = this.resolve(frame.address.component, target);
    const { caller, tx } = frame;
    const args = target.args as JsonObject;
    const invocation = { address, udfType, args, caller };
    const { logLines, depth } = frame;
    if (depth >= MAX_CALL_DEPTH) throw new Error(TOO_DEEP);
    if (udfType === "Query") return this.invoke(tx, invocation, logLines, depth + 1).value;
    if (frame.udfType === "Query") throw new Error("Queries cannot run mutations.");
    return tx.nested(() => this.invoke(tx, invocation, logLines, depth + 1).value);
  }

  private inIsolate(frame: Frame, argsText: string): string {
    const { component, path } = frame.address;
    const isolate = this.idle.get(component)?.pop() ?? this.createIsolate(component);
    const started = performance.now();
    const cpuStarted = cpuMs();
    isolate.begin(frame);
    const [module, name] = path.split(":");
    const argument = `{"module":${JSON.stringify(module)},"name":${JSON.stringify(name)},"args":${JSON.stringify(`[${argsText}]`)}}`;
    const source = frame.udfType === "Query" ? INVOKE_QUERY : INVOKE_MUTATION;
    let isReusable = true;
    try {
      return JSON.parse(isolate.realm.run(source, argument, { timeout: frame.depth === 0 })) as string;
    } catch (error) {
      // Anything may be left behind in an isolate whose call was cut off.
      isReusable = error instanceof IsolateError && !error.isFatal;
      throw this.program(component).explain(error);
    } finally {
      const ownMs = performance.now() - started - isolate.end();
      this.userTimeMs += Math.min(ownMs, cpuMs() - cpuStarted);
      if (isReusable) this.keep(component, isolate);
    }
  }

  private keep(component: string, isolate: PooledIsolate): void {
    const pool = this.idle.get(component);
    if (pool) pool.push(isolate);
    else this.idle.set(component, [isolate]);
  }

  private createIsolate(component: string): PooledIsolate {
    return new PooledIsolate(this.program(component).script, this.environment(component), this);
  }

  private program(component: string): Program {
    const program = this.programs.get(this.release.instances[component]?.definitionPath ?? "?");
    if (!program) throw new Error(`There is no component "${component}".`);
    return program;
  }
}

function sizeOf(value: Json, problem: string): number {
  try {
    return measure(value).size;
  } catch (error) {
    throw new IsolateError(`${problem}: ${(error as Error).message}`);
  }
}

function tooLarge(what: string, size: number, limit: number): IsolateError {
  return new IsolateError(`${what} too large (actual: ${formatSize(size)}, limit: ${formatSize(limit)})`);
}

function freshFrame() {
  return {
    streams: new Map<number, () => string | null>(),
    journal: null,
    hasPaginated: false,
  };
}

const INVOKE_QUERY = "(modules, { module, name, args }) => modules[module]()[name].invokeQuery(args)";
const INVOKE_MUTATION = "(modules, { module, name, args }) => modules[module]()[name].invokeMutation(args)";

function handleOf(address: FunctionAddress, secret: Buffer): string {
  const seal = createHmac("sha256", secret)
    .update(`handle\0${address.component}\0${address.path}`)
    .digest("base64url");
  return `function://${seal}`;
}

function allFunctions(release: Release): FunctionAddress[] {
  return Object.values(release.instances).flatMap(({ path: component, definitionPath }) => {
    const modules = Object.entries(release.definitions[definitionPath]?.functions ?? {});
    return modules.flatMap(([module, all]) =>
      all.map(({ name }) => ({ component, path: `${module}:${name}` })),
    );
  });
}

/** What the process computed so far. Time that a busy machine gives to others is not a function's own. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
