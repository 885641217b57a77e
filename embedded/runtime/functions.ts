import { createHmac } from "node:crypto";
import { MAX_ARGUMENT_BYTES, MAX_RESULT_BYTES } from "../txn/limits";
import type { Transaction } from "../txn/transaction";
import type { AnalyzedFunction, Caller, FunctionAddress, Json, JsonObject, Release } from "../types";
import { validate } from "../values/validator";
import { displayPath, findFunction, missingFunction, resolveAddress } from "./address";
import { IsolateError, TIMEOUT_MESSAGE } from "./isolate";
import { PooledIsolate } from "./pooledIsolate";
import { Program } from "./program";
import type { ActionContext } from "./nodeWorker";
import { type Frame, runSyscall, type SyscallHost, type SyscallServices } from "./syscalls";

const USER_TIME_MAX_MS = 1_000;

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
    const frame: Frame = { ...context, ...freshFrame(), tx, udfType: "Action", visibility, logLines: [] };
    return runSyscall(frame, op, argsJson, this);
  }

  /** Runs a function from outside. Throws IsolateError with what a developer is to read. */
  run(tx: Transaction, invocation: Invocation, logLines: string[]): Execution {
    this.userTimeMs = 0;
    return this.invoke(tx, invocation, logLines, true);
  }

  /** Checks arguments or a result against the function's own validator. */
  check(
    address: FunctionAddress,
    what: "args" | "returns",
    value: unknown,
    tx: Pick<Transaction, "tableOf">,
  ): void {
    const definition = findFunction(this.release, address);
    const validator = this.validator(definition?.[what] ?? "null");
    if (validator === null) return;
    const problem = validate(
      validator,
      value as JsonObject,
      (id) => tx.tableOf(address.component, id)?.name ?? null,
    );
    if (problem === null) return;
    throw new IsolateError(
      `${what === "args" ? "ArgumentValidationError" : "ReturnsValidationError"}: ${problem}`,
    );
  }

  /** Validators come as text; each is parsed once. */
  private validator(text: string): Json {
    const known = this.validators.get(text);
    if (known !== undefined) return known;
    const parsed = JSON.parse(text) as Json;
    this.validators.set(text, parsed);
    return parsed;
  }

  private invoke(
    tx: Transaction,
    invocation: Invocation,
    logLines: string[],
    isOutermost: boolean,
  ): Execution {
    const { address, udfType, args } = invocation;
    const definition = this.find(address, udfType, invocation.caller);
    const argsText = JSON.stringify(args);
    const argumentBytes = Buffer.byteLength(argsText);
    if (argumentBytes > MAX_ARGUMENT_BYTES) {
      throw new IsolateError(
        `Arguments for ${displayPath(address.path)} are too large (actual: ${argumentBytes} bytes, limit: ${MAX_ARGUMENT_BYTES} bytes)`,
      );
    }
    this.check(address, "args", args, tx);
    const { caller, journal = null } = invocation;
    const { visibility } = definition;
    const call = { address, udfType, visibility, caller, journal };
    const frame: Frame = { ...freshFrame(), ...call, tx, logLines };
    const value = this.inIsolate(frame, argsText, isOutermost);
    if (this.userTimeMs > USER_TIME_MAX_MS) throw new IsolateError(TIMEOUT_MESSAGE);
    const resultBytes = Buffer.byteLength(value);
    if (resultBytes > MAX_RESULT_BYTES) {
      throw new IsolateError(
        `Function return value is too large (actual: ${resultBytes} bytes, limit: ${MAX_RESULT_BYTES} bytes)`,
      );
    }
    if (definition.returns !== "null") this.check(address, "returns", JSON.parse(value), tx);
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
    const { logLines } = frame;
    if (udfType === "Query") return this.invoke(tx, invocation, logLines, false).value;
    if (frame.udfType === "Query") throw new Error("Queries cannot run mutations.");
    return tx.nested(() => this.invoke(tx, invocation, logLines, false).value);
  }

  private inIsolate(frame: Frame, argsText: string, isOutermost: boolean): string {
    const { component, path } = frame.address;
    const isolate = this.idle.get(component)?.pop() ?? this.createIsolate(component);
    const started = performance.now();
    isolate.begin(frame);
    const [module, name] = path.split(":");
    const argument = `{"module":${JSON.stringify(module)},"name":${JSON.stringify(name)},"args":${JSON.stringify(`[${argsText}]`)}}`;
    const source = frame.udfType === "Query" ? INVOKE_QUERY : INVOKE_MUTATION;
    let isReusable = true;
    try {
      return JSON.parse(isolate.realm.run(source, argument, { timeout: isOutermost })) as string;
    } catch (error) {
      // Anything may be left behind in an isolate whose call was cut off.
      isReusable = error instanceof IsolateError && !error.isFatal;
      throw this.program(component).explain(error);
    } finally {
      this.userTimeMs += performance.now() - started - isolate.end();
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
