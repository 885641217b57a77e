import type { operations as Operations } from "./schema.generated";

export type OperationId = keyof Operations;

/** What may be said about any request. */
export interface CallOptions {
  /** Sent as `Idempotency-Key` with a write, instead of a new one for every call. `null` sends none. */
  idempotencyKey?: string | null;
  /** The `etag` of the version that the change was decided on. A newer one is refused as VERSION_CONFLICT. */
  ifMatch?: string;
  /** Your own id of the request, for its way through your logs and ours. */
  requestId?: string;
  /** Ends the call with its reason, between attempts too. */
  signal?: AbortSignal;
}

/** What an operation is called with: `path` and `query` parameters and the `body`, as far as it has them. */
export type Input<Id extends OperationId> = CallOptions &
  Part<"path", PathOf<Operations[Id]["parameters"]>> &
  Part<"query", QueryOf<Operations[Id]["parameters"]>> &
  Part<"body", BodyOf<Operations[Id]>>;

/** A successful answer. Anything else is thrown as a `GuildhallError`. */
export interface Answer<Data> {
  readonly data: Data;
  readonly status: number;
  /** What to quote when asking for help. */
  readonly requestId: string;
  /** Of the one object in `data`, for `ifMatch`. */
  readonly etag: string | null;
  /** Whether an earlier attempt had taken effect already, and this is its answer. */
  readonly replayed: boolean;
  /** All headers, rate limits among them. */
  readonly headers: Headers;
}

export type Data<Id extends OperationId> = Operations[Id]["responses"] extends infer Responses
  ? { [Status in keyof Responses]: Json<Responses[Status]> }[keyof Responses]
  : never;

/** Operations that answer a page of a list. */
export type ListId = {
  [Id in OperationId]: Data<Id> extends { nextCursor: string | null } ? Id : never;
}[OperationId];

/** What a list is a list of. */
export type Item<Id extends ListId> = {
  [Name in keyof Data<Id>]: Data<Id>[Name] extends readonly (infer One)[] ? One : never;
}[keyof Data<Id>];

/** Every operation by its name; those that can be called without saying anything need no argument. */
export type Calls = {
  [Id in OperationId]: Partial<Input<Id>> extends Input<Id>
    ? (input?: Input<Id>) => Promise<Answer<Data<Id>>>
    : (input: Input<Id>) => Promise<Answer<Data<Id>>>;
};

type Json<Part> = Part extends { content: { "application/json": infer Body } } ? Body : never;
type PathOf<Parameters> = Parameters extends { path: infer Path } ? Path : never;
type QueryOf<Parameters> = Parameters extends { query?: infer Query } ? NonNullable<Query> : never;
type BodyOf<Operation> = Operation extends { requestBody: infer Body } ? Json<Body> : never;

/** A part that has no required field may be left out, and one that does not exist cannot be given. */
type Part<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : Partial<Value> extends Value
    ? { [Key in Name]?: Value }
    : { [Key in Name]: Value };
