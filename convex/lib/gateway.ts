import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import {
  type AppErrorData,
  errorCatalogue,
  errorData,
  type ErrorCode,
  type AppErrorOptions,
} from "../../lib/errors";
import { MINUTE } from "../../lib/time";
import type { Origin } from "./objectStore";

/** What a program is answered: rendered inside the transaction, so that it can be kept together with the effect. */
export interface ApiAnswer {
  status: number;
  body: unknown;
  /** Of the one object in the body, for its ETag. */
  version?: number;
}

/** Who asks, as the gateway resolved it. Only the gateway makes one; operations trust it. */
export const callerArgs = v.object({
  keyId: v.id("apiKeys"),
  organizationId: v.id("organizations"),
});
export type ApiCaller = typeof callerArgs.type;

/** What every API operation takes besides its `input`, which the route has checked. */
export const doorArgs = { caller: callerArgs, requestId: v.string() };

/** The input of operations on one object. `ifMatch` holds the versions that the caller expects, if any. */
export const targetArgs = { id: v.string(), ifMatch: v.optional(v.array(v.number())) };

/** Noting each use would make every read a write. A minute is precise enough to find forgotten keys. */
const LAST_USED_PRECISION = MINUTE;

/** Unknown and revoked keys are the same to a stranger. */
export async function authenticateKey(ctx: MutationCtx, tokenHash: string): Promise<Doc<"apiKeys"> | null> {
  const key = await ctx.db
    .query("apiKeys")
    .withIndex("by_token_hash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  if (key === null || key.revokedAt !== null) {
    return null;
  }
  const now = Date.now();
  if (key.lastUsedAt === null || now - key.lastUsedAt > LAST_USED_PRECISION) {
    await ctx.db.patch("apiKeys", key._id, { lastUsedAt: now });
  }
  return key;
}

export function refusal(code: ErrorCode, options: AppErrorOptions = {}): ApiAnswer {
  return refusalOf(errorData(code, options));
}

/** The body lacks only the request id, which the route knows. */
export function refusalOf(data: AppErrorData): ApiAnswer {
  return { status: errorCatalogue[data.code].status, body: data };
}

export function originOf({ caller, requestId }: { caller: ApiCaller; requestId: string }): Origin {
  const id: Id<"apiKeys"> = caller.keyId;
  return { organizationId: caller.organizationId, actor: { kind: "apiKey", id }, requestId };
}
