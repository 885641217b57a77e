import type { MutationCtx } from "../_generated/server";
import { networkOf } from "../../lib/network";

/**
 * The address of whoever sent the request, as the platform saw it: headers can say anything. Null for what nobody
 * sent, like scheduled work, and on deployments that are too old to say.
 */
export async function clientAddress(ctx: MutationCtx): Promise<string | null> {
  const ip = await reportedAddress(ctx);
  return ip === null ? null : networkOf(ip);
}

async function reportedAddress(ctx: MutationCtx): Promise<string | null> {
  try {
    return (await ctx.meta.getRequestMetadata()).ip;
  } catch {
    return null;
  }
}
