import { v } from "convex/values";
import {
  type AppErrorData,
  type AppErrorOptions,
  errorCatalogue,
  type ErrorCode,
  errorData,
} from "../../lib/errors";
import type { RateLimit } from "../../lib/rateLimits";
import type { Origin } from "./objectStore";

/** What a caller is answered: rendered inside the transaction, so that it can be kept together with the effect. */
export interface ApiAnswer {
  status: number;
  body: unknown;
  /** Of the one object in the body, for its ETag. */
  version?: number;
  /** Set when the body carries a secret: the id of what it belongs to. Such a body is never stored. */
  secretOf?: string;
}

/** An answer with what the gateway adds to it. */
export interface GatewayAnswer extends ApiAnswer {
  rateLimit?: RateLimit;
  /** Whether the caller's organization lets pages of the origin read it. Absent where nobody is known to ask. */
  originAllowed?: boolean;
  replayed?: true;
}

/** Who asks, as the gateway resolved it. Only the gateway makes one; operations trust it. */
export const callerArgs = v.union(
  v.object({ kind: v.literal("apiKey"), id: v.id("apiKeys"), organizationId: v.id("organizations") }),
  v.object({
    kind: v.literal("frontendUser"),
    id: v.id("objects"),
    organizationId: v.id("organizations"),
    sessionId: v.id("frontendSessions"),
  }),
);
export type ApiCaller = typeof callerArgs.type;

/** What every API operation takes besides its `input`, which the route has checked. */
export const doorArgs = { caller: callerArgs, requestId: v.string() };

/** The input of operations on one object. `ifMatch` holds the versions that the caller expects, if any. */
export const targetArgs = { id: v.string(), ifMatch: v.optional(v.array(v.number())) };

export function refusal(code: ErrorCode, options: AppErrorOptions = {}): ApiAnswer {
  return refusalOf(errorData(code, options));
}

/** The body lacks only the request id, which the route knows. */
export function refusalOf(data: AppErrorData): ApiAnswer {
  return { status: errorCatalogue[data.code].status, body: data };
}

export function originOf({ caller, requestId }: { caller: ApiCaller; requestId: string }): Origin {
  const { kind, id, organizationId } = caller;
  return { organizationId, actor: { kind, id }, requestId };
}
