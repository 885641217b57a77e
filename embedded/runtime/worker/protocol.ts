import type { AnalyzedFunction, HttpActionRequest, HttpActionResponse } from "../../types";

/** What crosses between the deployment and the thread that runs its actions. Everything here survives a structured clone. */
export type Call =
  | {
      readonly kind: "action";
      readonly component: string;
      readonly path: string;
      readonly args: string;
      readonly requestId: string;
    }
  | { readonly kind: "http"; readonly component: string; readonly request: HttpActionRequest }
  | { readonly kind: "analyze"; readonly component: string; readonly modules: readonly string[] };

/** One component instance: its own copy of the modules, hence its own module state, and its own `process.env`. */
export interface WorkerInstance {
  readonly folder: string;
  readonly env: Record<string, string>;
}
export type WorkerInstances = Readonly<Record<string, WorkerInstance>>;

export interface HttpMatch {
  /** The route as `http.js` declares it (`/profile/*`); null when none matches. */
  readonly route: string | null;
  readonly response: HttpActionResponse;
}
export type Analysis = Record<string, AnalyzedFunction[]>;

export type CallResult =
  | { readonly ok: true; readonly value: string | HttpMatch | Analysis; readonly logLines: readonly string[] }
  | {
      readonly ok: false;
      readonly message: string;
      readonly data?: string;
      readonly logLines: readonly string[];
    };

export type StoredBlob = { readonly bytes: Uint8Array; readonly contentType: string | null };

export type Ask =
  | { readonly op: "store"; readonly blob: StoredBlob; readonly sha256: string | null }
  | { readonly op: "read"; readonly storageId: string }
  | { readonly op: "syscall"; readonly name: string; readonly args: string };

export type Answer =
  | { readonly ok: true; readonly value: string | StoredBlob | null }
  | { readonly ok: false; readonly message: string; readonly data?: string };

export type ToWorker =
  | { readonly type: "call"; readonly id: number; readonly call: Call }
  | { readonly type: "answer"; readonly id: number; readonly answer: Answer }
  | { readonly type: "ping" };

export type FromWorker =
  | { readonly type: "done"; readonly id: number; readonly result: CallResult }
  | { readonly type: "ask"; readonly id: number; readonly call: number; readonly ask: Ask }
  | { readonly type: "pong" }
  | { readonly type: "stray"; readonly message: string };
