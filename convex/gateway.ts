import { v } from "convex/values";
import { internalMutation, internalQuery, type MutationCtx } from "./_generated/server";
import { isAppError } from "../lib/errors";
import { type OperationId, operationIdOf } from "../lib/permissions/operations";
import { type Admission, admitRequest, requestArgs } from "./lib/admission";
import { writeOperation } from "./lib/apiOperations";
import { type ApiAnswer, type ApiCaller, type GatewayAnswer, refusal, refusalOf } from "./lib/gateway";
import { findRecord, keepAnswer, repeatedAnswer } from "./lib/idempotency";
import { originAllowed } from "./lib/organizations";
import { rateLimited, takeToken } from "./lib/rateLimits";

const problem = v.object({ path: v.string(), message: v.string() });

export const writeArgs = {
  ...requestArgs,
  requestId: v.string(),
  input: v.any(),
  problems: v.array(problem),
  idempotency: v.union(v.object({ key: v.string(), fingerprint: v.string() }), v.null()),
};

/**
 * An API write, as one transaction, in the order that the contract gives: the credential, its rate-limit token, its
 * permission, what the route found wrong, the idempotency record, the operation. The operation is a nested mutation:
 * refused, it alone is rolled back and its refusal is returned, so that what was spent and stored around it stays.
 * Anything unexpected rolls back everything.
 */
export const write = internalMutation({
  args: writeArgs,
  handler: async (ctx, { requestId, input, problems, idempotency, ...request }): Promise<GatewayAnswer> => {
    const admission = await admitRequest(ctx, request);
    if (admission.caller === null) {
      return admission.refusal;
    }
    const { caller, credentialId, seen } = admission;
    const run = async (): Promise<GatewayAnswer> => {
      return await runWrite(ctx, operationIdOf(request.operation), { caller, requestId, input });
    };
    const refused = problems.length === 0 ? null : refusal("INVALID_REQUEST", { details: problems });
    if (idempotency === null) {
      return { ...(refused ?? (await run())), ...seen };
    }
    const repeatable = { ...idempotency, scope: `${credentialId} ${request.target}` };
    const record = await findRecord(ctx, repeatable);
    const earlier = repeatedAnswer(record, repeatable);
    if (earlier !== null) {
      return { ...(earlier.replayed ? earlier : (refused ?? earlier)), ...seen };
    }
    const answer = refused ?? (await run());
    await keepAnswer(ctx, record, repeatable, answer);
    return { ...answer, ...seen };
  },
});

/** What admits an API read: the small mutation before its query. */
export const admit = internalMutation({
  args: requestArgs,
  handler: async (ctx, request): Promise<Admission> => await admitRequest(ctx, request),
});

/** Whether pages of this origin may ask at all, which a browser wants to know before there is a credential. */
export const originKnown = internalQuery({
  args: { origin: v.string() },
  handler: async (ctx, { origin }): Promise<boolean> => await originAllowed(ctx, origin, null),
});

async function runWrite(
  ctx: MutationCtx,
  operationId: OperationId,
  args: { caller: ApiCaller; requestId: string; input: unknown },
): Promise<ApiAnswer> {
  const { reference, extraLimit } = writeOperation(operationId);
  if (extraLimit !== undefined) {
    const { name, limit, keyOf } = extraLimit;
    const key = `${args.caller.organizationId}:${keyOf(args.input)}`;
    const rateLimit = await takeToken(ctx, { name, key, limit });
    if (!rateLimit.ok) {
      return refusal("RATE_LIMITED", rateLimited(rateLimit));
    }
  }
  try {
    return await ctx.runMutation(reference, args);
  } catch (error) {
    if (isAppError(error)) {
      return refusalOf(error.data);
    }
    throw error;
  }
}
