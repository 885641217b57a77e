import { v } from "convex/values";
import { internalMutation } from "./_generated/server";
import { isAppError } from "../lib/errors";
import { permits } from "../lib/permissions/evaluate";
import type { Permission } from "../lib/permissions/matrix";
import { readOperation, writeOperation } from "./lib/apiOperations";
import { type ApiAnswer, type ApiCaller, authenticateKey, refusal, refusalOf } from "./lib/gateway";
import type { Doc } from "./_generated/dataModel";

const problem = v.object({ path: v.string(), message: v.string() });

/**
 * An API write, as one transaction, in the order that the contract gives: the credential (then, as they come, its
 * rate-limit token), its permission, what the route found wrong (then the idempotency record), the operation. The
 * operation is a nested mutation: refused, it alone is rolled back and its refusal is returned, so that what was
 * spent and stored around it stays. Anything unexpected rolls back everything.
 */
export const write = internalMutation({
  args: {
    credentialHash: v.union(v.string(), v.null()),
    operation: v.string(),
    requestId: v.string(),
    input: v.any(),
    problems: v.array(problem),
  },
  handler: async (
    ctx,
    { credentialHash, operation: name, requestId, input, problems },
  ): Promise<ApiAnswer> => {
    const operation = writeOperation(name);
    const key = credentialHash === null ? null : await authenticateKey(ctx, credentialHash);
    if (key === null) {
      return refusal("UNAUTHORIZED");
    }
    if (!mayUse(key, operation.permission)) {
      return missingScope(operation.permission);
    }
    if (problems.length > 0) {
      return refusal("INVALID_REQUEST", { details: problems });
    }
    try {
      return await ctx.runMutation(operation.reference, { caller: callerOf(key), requestId, input });
    } catch (error) {
      if (isAppError(error)) {
        return refusalOf(error.data);
      }
      throw error;
    }
  },
});

/** What admits an API read: the small mutation before its query. It writes at most once per minute and key. */
export const admit = internalMutation({
  args: { credentialHash: v.union(v.string(), v.null()), operation: v.string() },
  handler: async (ctx, { credentialHash, operation: name }): Promise<Admission> => {
    const operation = readOperation(name);
    const key = credentialHash === null ? null : await authenticateKey(ctx, credentialHash);
    if (key === null) {
      return { caller: null, refusal: refusal("UNAUTHORIZED") };
    }
    return mayUse(key, operation.permission)
      ? { caller: callerOf(key), refusal: null }
      : { caller: null, refusal: missingScope(operation.permission) };
  },
});

type Admission = { caller: ApiCaller; refusal: null } | { caller: null; refusal: ApiAnswer };

function mayUse(key: Doc<"apiKeys">, permission: Permission): boolean {
  const { _id: id, organizationId, scopes } = key;
  return permits({ kind: "apiKey", id, organizationId, scopes }, permission);
}

function missingScope(permission: Permission): ApiAnswer {
  return refusal("FORBIDDEN", { error: `This API key lacks the scope ${permission}.` });
}

function callerOf(key: Doc<"apiKeys">): ApiCaller {
  return { keyId: key._id, organizationId: key.organizationId };
}
