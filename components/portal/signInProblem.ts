import { portalArea } from "../session/nextPath";

/**
 * Why a sign-in to the portal ended without a session. `?error=` of the sign-in page names one of these; their words are
 * in `messages/en/portalSignIn.json`.
 */
const problems = [
  "cancelled",
  "provider",
  "no-answer",
  "email-in-use",
  "suspended",
  "no-email",
  "too-many",
  "setup",
  "unavailable",
  "failed",
] as const;

export type SignInProblem = (typeof problems)[number];

/** What to say about `?error=`, whoever wrote it. */
export function parseProblem(error: string | string[] | null | undefined): SignInProblem | undefined {
  if (error === undefined || error === null) return undefined;
  return problems.find((problem) => problem === error) ?? "failed";
}

/** The sign-in page with what happened, and with where its reader wanted to go. */
export function problemPath(problem: SignInProblem, next: string = portalArea.home): string {
  const wish = next === portalArea.home ? "" : `&next=${encodeURIComponent(next)}`;
  return `${portalArea.signIn}?error=${problem}${wish}`;
}

/** What an address like those of `problemPath` says. Auth.js has words of its own for what it finds out itself. */
export function problemOfPath(location: string | null): SignInProblem {
  const query = location === null ? "" : (location.split("?")[1] ?? "");
  return parseProblem(new URLSearchParams(query).get("error")) ?? "failed";
}
