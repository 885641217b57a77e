import { v } from "convex/values";
import { frontendUser } from "../lib/frontendUsers/object";
import { appError } from "../lib/errors";
import { internalMutation, mutation } from "./_generated/server";
import { crmContextOf, loadSignedIn } from "./lib/clients";
import {
  endFrontendLogin,
  endFrontendLogins,
  expireFrontendSession,
  findFrontendLogin,
  frontendLogins,
  openFrontendPage,
} from "./lib/frontendSessions";
import { propertiesOf } from "./lib/objectStore";
import { portalMutation, portalQuery } from "./lib/portal";
import { type CompanyForClient, companyForClient } from "./lib/portalCompany";

/** What pages of the portal ask in the name of the frontend user who looks at them. */

/** Exchanges the token of a sign-in, which the portal's server keeps, for the `sessionId` of a page. */
export const openPage = mutation({
  args: { token: v.string() },
  handler: async (ctx, { token }): Promise<{ sessionId: string; expiresAt: number }> => {
    const opened = await openFrontendPage(ctx, token);
    if (opened === null) {
      throw appError("UNAUTHORIZED", { error: "Your session has ended. Sign in again." });
    }
    await loadSignedIn(ctx, opened.login);
    return { sessionId: opened.page.secret, expiresAt: opened.page.expiresAt };
  },
});

export const getCurrentUser = portalQuery({
  args: {},
  handler: async (ctx) => {
    const user = await loadSignedIn(ctx, ctx.client);
    const { email, emailVerified, displayName, oauthProvider } = propertiesOf(frontendUser, user);
    const { contact, company } = await crmContextOf(ctx, user);
    const crmContext = { contactId: contact?._id ?? null, organizationId: company?._id ?? null };
    return { id: user._id, email, emailVerified, displayName, oauthProvider, crmContext };
  },
});

/** The id and the name of one's own company; all of it, with its contacts, only if staff opened it. */
export const getCompany = portalQuery({
  args: {},
  handler: async (ctx): Promise<CompanyForClient | null> => await companyForClient(ctx, ctx.client),
});

/** Where one is signed in, so that a forgotten device can be told apart and signed out. */
export const listSessions = portalQuery({
  args: {},
  handler: async (ctx) => {
    const logins = await frontendLogins(ctx, ctx.client.frontendUserId);
    return logins.map(({ _id: id, createdAt, lastUsedAt, oauthProvider: provider, expiresAt }) => ({
      ...{ id, createdAt, lastUsedAt, provider, expiresAt },
      current: id === ctx.client.loginId,
    }));
  },
});

/** Ends one of one's own sign-ins, with every page that was opened with it. */
export const revokeSession = portalMutation({
  args: { loginId: v.string() },
  handler: async (ctx, { loginId }): Promise<null> => {
    const login = await findFrontendLogin(ctx, loginId);
    if (login?.frontendUserId !== ctx.client.frontendUserId) {
      throw appError("NOT_FOUND", { error: "There is no such session." });
    }
    await endFrontendLogin(ctx, login._id);
    return null;
  },
});

/** Ends all of one's own sign-ins, this one included. */
export const signOutEverywhere = portalMutation({
  args: {},
  handler: async (ctx): Promise<null> => {
    await endFrontendLogins(ctx, ctx.client.frontendUserId);
    return null;
  },
});

/** Scheduled for the end of every session. */
export const expire = internalMutation({
  args: { sessionId: v.id("frontendSessions") },
  handler: async (ctx, { sessionId }) => {
    await expireFrontendSession(ctx, sessionId);
  },
});
