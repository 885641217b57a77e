import { type ObjectType, v } from "convex/values";
import type { MutationCtx } from "../_generated/server";
import { isScope } from "../../lib/permissions/evaluate";
import { type OperationId, operationIdOf, permissionOf } from "../../lib/permissions/operations";
import { clientAddress } from "./clientAddress";
import { credentialArgs, type Resolved, resolveCredential } from "./credentials";
import { type ApiAnswer, type ApiCaller, type GatewayAnswer, refusal } from "./gateway";
import { originAllowed } from "./organizations";
import { rateLimited, takeToken } from "./rateLimits";

/** What the route found in the request, before anybody knows who asks. */
export const requestArgs = {
  credential: v.union(credentialArgs, v.null()),
  operation: v.string(),
  /** As the contract writes it: `POST /crm/contacts`, with the ids that were asked for. */
  target: v.string(),
  /** The origin of the page that asks, unless every answer may be read there. */
  origin: v.union(v.string(), v.null()),
};
export type ApiRequest = ObjectType<typeof requestArgs>;

const STRANGERS_PER_MINUTE = 10;

/** Who may go on, or what everybody else is answered. */
export type Admission =
  { caller: ApiCaller; credentialId: string; seen: Seen } | { caller: null; refusal: GatewayAnswer };

/** What every answer to a valid credential tells. */
type Seen = Pick<GatewayAnswer, "rateLimit" | "originAllowed">;

/** The checks that need no look at the request's content: the credential, its rate-limit token, its permission. */
export async function admitRequest(ctx: MutationCtx, request: ApiRequest): Promise<Admission> {
  const { credential } = request;
  const resolved = credential === null ? null : await resolveCredential(ctx, credential);
  if (resolved === null) {
    return { caller: null, refusal: await refuseStranger(ctx, request) };
  }
  const { caller, credentialId, limitPerMinute: limit } = resolved;
  const rateLimit = await takeToken(ctx, { name: "api", key: credentialId, limit });
  const { origin } = request;
  const seen: Seen = {
    rateLimit,
    originAllowed: origin !== null && (await originAllowed(ctx, origin, caller.organizationId)),
  };
  const refused = rateLimit.ok
    ? refuseUnpermitted(resolved, operationIdOf(request.operation))
    : refusal("RATE_LIMITED", rateLimited(rateLimit));
  return refused === null
    ? { caller, credentialId, seen }
    : { caller: null, refusal: { ...refused, ...seen } };
}

/**
 * Guessing at sign-ins is slowed down by where it comes from. Only requests without a valid credential count, so a
 * portal's own server is never locked out by what its visitors send through it.
 */
async function refuseStranger(ctx: MutationCtx, { target }: ApiRequest): Promise<ApiAnswer> {
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
