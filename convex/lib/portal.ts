import { customMutation, customQuery } from "convex-helpers/server/customFunctions";
import { v } from "convex/values";
import type { Id } from "../_generated/dataModel";
import { mutation, query, type QueryCtx } from "../_generated/server";
import { appError } from "../../lib/errors";
import { type Client, crmContextOf, loadSignedIn } from "./clients";
import { findLoginOfPage } from "./frontendSessions";

/** The client in front of a page of the portal, and the sign-in that they opened it with. */
export interface PortalClient extends Client {
  loginId: Id<"frontendSessions">;
}

const sessionArgs = { sessionId: v.string() };

/** A query for pages of the portal: `sessionId` becomes `ctx.client`. */
export const portalQuery = customQuery(query, {
  args: sessionArgs,
  input: async (ctx, { sessionId }) => ({ ctx: { client: await resolveClient(ctx, sessionId) }, args: {} }),
});

/** A mutation for pages of the portal: `sessionId` becomes `ctx.client`. */
export const portalMutation = customMutation(mutation, {
  args: sessionArgs,
  input: async (ctx, { sessionId }) => ({ ctx: { client: await resolveClient(ctx, sessionId) }, args: {} }),
});

/** Everything is read anew on every call, so a revoked session or another link takes effect in live queries at once. */
async function resolveClient(ctx: QueryCtx, sessionId: string): Promise<PortalClient> {
  const login = await findLoginOfPage(ctx, sessionId);
  if (login === null) {
    throw appError("UNAUTHORIZED", { error: "Your session has ended. Sign in again." });
  }
  const { _id: loginId, organizationId, frontendUserId } = login;
  const user = await loadSignedIn(ctx, { organizationId, frontendUserId });
  const { contact } = await crmContextOf(ctx, user);
  return { organizationId, frontendUserId, contactId: contact?._id ?? null, loginId };
}
