/**
 * The words that the parts of the embedded deployment share. Values that cross a boundary (function arguments,
 * results, documents) are convex-encoded JSON: `{"$integer":…}`, `{"$bytes":…}` and `{"$float":…}` stand for what JSON lacks.
 */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export type UdfType = "Query" | "Mutation" | "Action" | "HttpAction";

/** One function of one component instance: `component` is `""` for the app, `path` is canonical (`dir/module.js:export`). */
export interface FunctionAddress {
  readonly component: string;
  readonly path: string;
}

/** Who asks. Clients reach public functions of the app only; an admin reaches everything; the system runs jobs. */
export interface Caller {
  readonly kind: "client" | "admin" | "system";
  readonly identity: JsonObject | null;
  /** Goes along with everything that the request calls. Live queries have none: they run again when nobody asks. */
  readonly request?: RequestMetadata;
}

/** Where a call tree began; `ip` and `userAgent` are null for jobs. */
export interface RequestMetadata {
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  readonly scheduledFunctionId: string | null;
}

/** Half-open range of index keys, `[from, to)`, in `Buffer.compare` order. */
export interface KeyRange {
  readonly index: number;
  readonly from: Buffer;
  readonly to: Buffer;
}

/** One key that a committed transaction added, removed or whose document it changed. */
export interface WrittenKey {
  readonly index: number;
  readonly key: Buffer;
}

/** A document as the transaction left it; `json` is null after a delete. */
export interface WrittenDocument {
  readonly table: number;
  readonly id: string;
  readonly json: string | null;
}

export interface Commit {
  /** Nanoseconds, strictly rising from commit to commit. */
  readonly ts: bigint;
  readonly keys: readonly WrittenKey[];
  readonly documents: readonly WrittenDocument[];
}

export interface FunctionFailure {
  readonly ok: false;
  /** What was thrown, for a developer: `Uncaught Error: …` and the frames of the app's own source. */
  readonly message: string;
  readonly requestId?: string;
  /** Convex-encoded JSON text of a ConvexError's data. */
  readonly data?: string;
  readonly logLines: readonly string[];
}

export interface FunctionSuccess {
  readonly ok: true;
  /** Convex-encoded JSON text. */
  readonly value: string;
  readonly logLines: readonly string[];
}

/** What a query read, so that a subscription knows when it is stale. Failures have read too. */
export type QueryOutcome = (FunctionSuccess | FunctionFailure) & {
  readonly reads: readonly KeyRange[];
  /** Where the query's `paginate` ended; opaque to clients. */
  readonly journal: string | null;
};

export type MutationOutcome = (FunctionSuccess & { readonly ts: bigint }) | FunctionFailure;
export type ActionOutcome = FunctionSuccess | FunctionFailure;

export interface ModuleSource {
  readonly path: string;
  readonly source: string;
  readonly sourceMap: string | null;
  readonly environment: "isolate" | "node";
}

export interface AnalyzedFunction {
  readonly name: string;
  readonly udfType: Exclude<UdfType, "HttpAction">;
  readonly visibility: "public" | "internal";
  /** Validator JSON text as `exportArgs()` and `exportReturns()` print it. */
  readonly args: string;
  readonly returns: string;
}

export interface IndexDefinition {
  readonly indexDescriptor: string;
  readonly fields: readonly string[];
}

export interface SearchIndexDefinition {
  readonly indexDescriptor: string;
  readonly searchField: string;
  readonly filterFields: readonly string[];
}

export interface TableDefinition {
  readonly tableName: string;
  readonly indexes: readonly IndexDefinition[];
  readonly searchIndexes: readonly SearchIndexDefinition[];
  /** Validator JSON, or null where the table takes any document. */
  readonly documentType: Json | null;
}

export interface SchemaDefinition {
  readonly tables: readonly TableDefinition[];
  readonly schemaValidation: boolean;
}

/** `name` is the function (`module:export`), `args` a one-element array, `schedule` as convex's `cronJobs().export()` prints it. */
export interface CronDefinition {
  readonly name: string;
  readonly args: readonly Json[];
  readonly schedule: JsonObject;
}

export interface AnalyzedDefinition {
  /** Relative to the functions folder; `""` is the app. */
  readonly definitionPath: string;
  readonly modules: readonly ModuleSource[];
  /** By module path (`messages.js`). */
  readonly functions: Readonly<Record<string, readonly AnalyzedFunction[]>>;
  readonly schema: SchemaDefinition | null;
  readonly crons: Readonly<Record<string, CronDefinition>>;
  /** `[method, path]` of `http.js`, or null where there is none. */
  readonly httpRoutes: readonly (readonly [string, string])[] | null;
}

export interface ComponentInstance {
  /** `""`, `rateLimiter`, `workpool/batchWorker`. */
  readonly path: string;
  readonly definitionPath: string;
  /** Child name to instance path. */
  readonly children: Readonly<Record<string, string>>;
  /** What `app.use(component, { env })` bound: a value, or the name of a variable of the parent. The app has none. */
  readonly env: Readonly<Record<string, EnvironmentBinding>>;
}

export type EnvironmentBinding =
  { readonly type: "value"; readonly value: string } | { readonly type: "envVar"; readonly name: string };

/** Everything a successful push installs; persisted whole, so that a start needs no push. */
export interface Release {
  readonly id: string;
  readonly definitions: Readonly<Record<string, AnalyzedDefinition>>;
  /** By instance path. */
  readonly instances: Readonly<Record<string, ComponentInstance>>;
}

/** An HTTP exchange as it crosses to the worker that runs HTTP actions. */
export interface HttpActionRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

export interface HttpActionResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}
