import { v } from "convex/values";
import { internalMutation, type MutationCtx } from "./_generated/server";
import { isAppError } from "../lib/errors";
import { isScope } from "../lib/permissions/evaluate";
import { type OperationId, operationIdOf, permissionOf } from "../lib/permissions/operations";
import type { RateLimit } from "../lib/rateLimits";
import { writeOperation } from "./lib/apiOperations";
import { clientAddress } from "./lib/clientAddress";
import { credentialArgs, type Resolved, resolveCredential } from "./lib/credentials";
import { type ApiAnswer, type ApiCaller, type GatewayAnswer, refusal, refusalOf } from "./lib/gateway";
import { findRecord, keepAnswer, repeatedAnswer } from "./lib/idempotency";
import { rateLimited, takeToken } from "./lib/rateLimits";

const problem = v.object({ path: v.string(), message: v.string() });

const requestArgs = {
  credential: v.union(credentialArgs, v.null()),
  operation: v.string(),
  /** As the contract writes it: `POST /crm/contacts`, with the ids that were asked for. */
  target: v.string(),
};
type Request = { credential: typeof requestArgs.credential.type; operation: string; target: string };

const STRANGERS_PER_MINUTE = 10;

/**
 * An API write, as one transaction, in the order that the contract gives: the credential, its rate-limit token, its
 * permission, what the route found wrong, the idempotency record, the operation. The operation is a nested mutation:
 * refused, it alone is rolled back and its refusal is returned, so that what was spent and stored around it stays.
 * Anything unexpected rolls back everything.
 */
export const write = internalMutation({
  args: {
    ...requestArgs,
    requestId: v.string(),
    input: v.any(),
    problems: v.array(problem),
    idempotency: v.union(v.object({ key: v.string(), fingerprint: v.string() }), v.null()),
  },
  handler: async (ctx, { requestId, input, problems, idempotency, ...request }): Promise<GatewayAnswer> => {
    const admission = await admitRequest(ctx, request);
    if (admission.caller === null) {
      return admission.refusal;
    }
    const { caller, credentialId, rateLimit } = admission;
    const run = async (): Promise<GatewayAnswer> => {
      return await runWrite(ctx, operationIdOf(request.operation), { caller, requestId, input });
    };
    const refused = problems.length === 0 ? null : refusal("INVALID_REQUEST", { details: problems });
    if (idempotency === null) {
      return { ...(refused ?? (await run())), rateLimit };
    }
    const repeatable = { ...idempotency, scope: `${credentialId} ${request.target}` };
    const record = await findRecord(ctx, repeatable);
    const earlier = repeatedAnswer(record, repeatable);
    if (earlier !== null) {
      return { ...(earlier.replayed ? earlier : (refused ?? earlier)), rateLimit };
    }
    const answer = refused ?? (await run());
    await keepAnswer(ctx, record, repeatable, answer);
    return { ...answer, rateLimit };
  },
});

/** What admits an API read: the small mutation before its query. */
export const admit = internalMutation({
  args: requestArgs,
  handler: async (ctx, request): Promise<Admission> => await admitRequest(ctx, request),
});

type Admission =
  | { caller: ApiCaller; credentialId: string; rateLimit: RateLimit }
  | { caller: null; refusal: GatewayAnswer };

async function admitRequest(ctx: MutationCtx, request: Request): Promise<Admission> {
  const { credential } = request;
  const resolved = credential === null ? null : await resolveCredential(ctx, credential);
  if (resolved === null) {
    return { caller: null, refusal: await refuseStranger(ctx, request) };
  }
  const { caller, credentialId, limitPerMinute: limit } = resolved;
  const rateLimit = await takeToken(ctx, { name: "api", key: credentialId, limit });
  const refused = rateLimit.ok
    ? refuseUnpermitted(resolved, operationIdOf(request.operation))
    : refusal("RATE_LIMITED", rateLimited(rateLimit));
  return refused === null
    ? { caller, credentialId, rateLimit }
    : { caller: null, refusal: { ...refused, rateLimit } };
}

/**
 * Guessing at sign-ins is slowed down by where it comes from. Only requests without a valid credential count, so a
 * portal's own server is never locked out by what its visitors send through it.
 */
async function refuseStranger(ctx: MutationCtx, { target }: Request): Promise<ApiAnswer> {
  const address = /^[A-Z]+ \/auth\//.test(target) ? await clientAddress(ctx) : null;
  if (address !== null) {
    const rateLimit = await takeToken(ctx, { name: "auth", key: address, limit: STRANGERS_PER_MINUTE });
    if (!rateLimit.ok) {
      return refusal("RATE_LIMITED", rateLimited(rateLimit));
    }
  }
  return refusal("UNAUTHORIZED");
}

function refuseUnpermitted({ caller, may }: Resolved, operationId: OperationId): ApiAnswer | null {
  const permission = permissionOf[operationId];
  if (may(permission)) {
    return null;
  }
  const error =
    caller.kind === "frontendUser"
      ? "The session of a frontend user may not do that."
      : isScope(permission)
        ? `This API key lacks the scope ${permission}.`
        : "This is for sessions of frontend users. API keys have none.";
  return refusal("FORBIDDEN", { error });
}

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
