import { v } from "convex/values";
import { frontendUser, signInInput } from "../lib/frontendUsers/object";
import { internalMutation, internalQuery, type QueryCtx } from "./_generated/server";
import { crmContextOf, loadSignedIn } from "./lib/clients";
import { endFrontendLogin, startFrontendLogin } from "./lib/frontendSessions";
import { signInFrontendUser } from "./lib/frontendUsers";
import { type ApiAnswer, type ApiCaller, doorArgs, originOf } from "./lib/gateway";
import { parseInput } from "./lib/input";
import { propertiesOf, type StoredObject } from "./lib/objectStore";

/** The operations of `/auth` as the API answers them, in the shapes of the reference document. */

export const syncUser = internalMutation({
  args: { ...doorArgs, input: v.object({ body: v.any() }) },
  handler: async (ctx, { input, ...door }): Promise<ApiAnswer> => {
    const signIn = parseInput(signInInput, input.body);
    const origin = originOf(door);
    const { user, isNew } = await signInFrontendUser(ctx, origin, signIn);
    const { secret: sessionToken, expiresAt: sessionExpiresAt } = await startFrontendLogin(ctx, {
      organizationId: origin.organizationId,
      frontendUserId: user._id,
      oauthProvider: signIn.oauthProvider,
    });
    return {
      status: isNew ? 201 : 200,
      body: { ...(await shownUser(ctx, user)).user, sessionToken, sessionExpiresAt },
      secretOf: user._id,
    };
  },
});

/** A write like every POST, although it changes nothing but the session's last use. */
export const validateToken = internalMutation({
  args: { ...doorArgs, input: v.object({}) },
  handler: async (ctx, { caller }): Promise<ApiAnswer> => {
    const { sessionId: _session, ...session } = sessionOf(caller);
    return {
      status: 200,
      body: { valid: true, ...(await shownUser(ctx, await loadSignedIn(ctx, session))) },
    };
  },
});

export const getUser = internalQuery({
  args: { ...doorArgs, input: v.object({}) },
  handler: async (ctx, { caller }): Promise<ApiAnswer> => {
    const signedIn = await loadSignedIn(ctx, sessionOf(caller));
    const { email, displayName, oauthProvider } = propertiesOf(frontendUser, signedIn);
    const { user, crmContext } = await shownUser(ctx, signedIn);
    return { status: 200, body: { _id: user._id, email, displayName, oauthProvider, crmContext } };
  },
});

export const signOut = internalMutation({
  args: { ...doorArgs, input: v.object({}) },
  handler: async (ctx, { caller }): Promise<ApiAnswer> => {
    await endFrontendLogin(ctx, sessionOf(caller).sessionId);
    return { status: 200, body: { success: true } };
  },
});

function sessionOf(caller: ApiCaller) {
  if (caller.kind !== "frontendUser") {
    throw new Error("Unreachable: only sessions are permitted this");
  }
  const { id: frontendUserId, organizationId, sessionId } = caller;
  return { frontendUserId, organizationId, sessionId };
}

async function shownUser(ctx: QueryCtx, object: StoredObject) {
  const { _id, organizationId, type, name, status, createdAt, updatedAt } = object;
  const { oauthProvider, oauthId, displayName, lastLogin } = propertiesOf(frontendUser, object);
  const { contact, company } = await crmContextOf(ctx, object);
  const [contactId, companyId] = [contact?._id ?? null, company?._id ?? null];
  const known = { oauthProvider, oauthId, displayName, lastLogin };
  const customProperties = { ...known, crmContactId: contactId, crmOrganizationId: companyId };
  return {
    user: { _id, organizationId, type, name, status, customProperties, createdAt, updatedAt },
    crmContext: { contactId, organizationId: companyId },
  };
}
