import { portalClient } from "@/components/portal/portalClient";
import type { SignInProblem } from "@/components/portal/signInProblem";
import type { SignInInput } from "@/lib/frontendUsers/object";
import { type GuildhallError, isGuildhallError } from "@/lib/sdk/client";

/** Nobody who has just come back from their provider waits longer. */
const TIMEOUT_MS = 10_000;

type Outcome = { ok: true; sessionToken: string } | { ok: false; problem: SignInProblem };

/** Tells the API who signed in, with the portal's key, and gets the token of a session for them. */
export async function syncUser(person: SignInInput): Promise<Outcome> {
  const token = process.env.GUILDHALL_PORTAL_KEY;
  // One attempt: an answer with a token is never given twice, so another one would be refused.
  const client = token ? portalClient({ token, retries: { attemptsMax: 1 } }) : null;
  if (client === null) {
    console.error("Nobody can sign in: GUILDHALL_PORTAL_KEY or GUILDHALL_SITE_URL is not set.");
    return { ok: false, problem: "setup" };
  }
  try {
    const { data } = await client.syncUser({ body: person, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { ok: true, sessionToken: data.sessionToken };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** Ends the session on the deployment. When that cannot be reached, it ends by itself once nobody uses it. */
export async function endSession(token: string): Promise<void> {
  try {
    await portalClient({ token, retries: { attemptsMax: 2 } })?.signOut({
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    if (codeOf(error) !== "UNAUTHORIZED")
      console.error("A session of the portal could not be ended:", codeOf(error));
  }
}

function problemOf(error: unknown): SignInProblem {
  switch (codeOf(error)) {
    case "CONFLICT":
      return "email-in-use";
    case "RATE_LIMITED":
      return "too-many";
    case "INVALID_REQUEST":
      return "no-email";
    case "FORBIDDEN":
      return isSuspension(error) ? "suspended" : keyRefused(error);
    case "UNAUTHORIZED":
      return keyRefused(error);
    default:
      console.error("A sign-in to the portal failed:", codeOf(error), messageOf(error));
      return "unavailable";
  }
}

/** The API refuses a suspended user and a key without its scope by the same code. */
function isSuspension(error: unknown): boolean {
  return isGuildhallError(error) && error.details.some(({ path }) => path === "status");
}

/** Whoever signs in can do nothing about it, and the operator has to know. */
function keyRefused(error: unknown): SignInProblem {
  console.error("Nobody can sign in: the API refuses GUILDHALL_PORTAL_KEY.", codeOf(error), messageOf(error));
  return "setup";
}

function codeOf(error: unknown): GuildhallError["code"] | "UNKNOWN" {
  return isGuildhallError(error) ? error.code : "UNKNOWN";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
