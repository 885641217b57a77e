import NextAuth, { AuthError } from "next-auth";
import { problemPath } from "@/components/portal/signInProblem";
import { portalArea } from "@/components/session/nextPath";
import { personOf, tenantsOf } from "@/lib/frontendUsers/claims";
import { noteFailure } from "./attempt";
import { authProviders, findProvider } from "./providers";
import { endSession, syncUser } from "./syncUser";

declare module "next-auth" {
  interface User {
    /** From the `signIn` callback to the `jwt` callback, and no further. */
    portalToken?: string;
  }
}

/** The longest life of a client's session; the deployment ends it earlier when nobody uses it. */
const SESSION_SECONDS_MAX = 90 * 24 * 60 * 60;

/**
 * Who a client is, as Google or Microsoft says. The cookie of Auth.js holds the token of their session, encrypted and out
 * of reach of scripts; nothing of it is in what `/api/auth/session` answers.
 */
export const { handlers, signIn, signOut } = NextAuth({
  providers: authProviders(),
  // Auth.js has pages of its own for what is not named here, which look like nothing else in the portal.
  pages: {
    signIn: portalArea.signIn,
    error: portalArea.signIn,
    signOut: portalArea.home,
    verifyRequest: portalArea.signIn,
  },
  session: { strategy: "jwt", maxAge: SESSION_SECONDS_MAX },
  logger: { error: logError, warn: () => undefined, debug: () => undefined },
  callbacks: {
    async signIn({ user, account, profile }) {
      const provider = findProvider(account?.provider);
      const trusted = { verifiedTenants: tenantsOf(process.env.MICROSOFT_VERIFIED_TENANTS) };
      const person = provider && profile ? personOf(provider.oauthProvider, { ...profile }, trusted) : null;
      if (person === null) return problemPath("no-email");
      const outcome = await syncUser(person);
      if (!outcome.ok) return problemPath(outcome.problem);
      user.portalToken = outcome.sessionToken;
      return true;
    },
    // A user is there at the sign-in only; afterwards the token stays what it is.
    jwt: ({ token, user }) => (user?.portalToken === undefined ? token : { portalToken: user.portalToken }),
    session: ({ session }) => ({ expires: session.expires }),
  },
  events: {
    async signOut(message) {
      const token = "token" in message ? message.token?.portalToken : undefined;
      if (typeof token === "string") await endSession(token);
    },
  },
});

/** Kinds and reasons only: what Auth.js adds may hold tokens and claims. Names of classes do not survive the build. */
function logError(error: Error): void {
  const kind = error instanceof AuthError ? error.type : error.name;
  const cause: unknown = error.cause;
  const inner = typeof cause === "object" && cause !== null && "err" in cause ? cause.err : error;
  noteFailure(kind, inner);
  const reason = inner instanceof Error ? inner.message : "";
  const code: unknown = inner instanceof Error && "error" in inner ? inner.error : undefined;
  console.error("A sign-in failed:", kind, JSON.stringify([reason, code]));
}
