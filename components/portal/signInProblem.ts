/** Why a sign-in to the portal ended without a session. `?error=` of the sign-in page names one of these. */
const problems = {
  cancelled: {
    title: "The sign-in was cancelled",
    text: "Nothing has happened. You can start again whenever you like.",
  },
  provider: {
    title: "The provider answered with an error",
    text: "It did not say who you are. Try again, or sign in with another provider.",
  },
  "email-in-use": {
    title: "This e-mail belongs to another account",
    text: "Somebody signed in with this e-mail in another way, and the provider does not prove that it is yours. Sign in as you did before, or ask the staff for help.",
  },
  suspended: {
    title: "Your account is suspended",
    text: "Only the staff can reactivate it. Please get in touch with them.",
  },
  "no-email": {
    title: "The provider told no e-mail address",
    text: "Without one nobody could tell who you are here. Use another account, or allow the provider to tell it.",
  },
  "too-many": { title: "Too many attempts", text: "Wait a minute, then try again." },
  unavailable: {
    title: "Guildhall is not available at the moment",
    text: "You are not signed in. Try again in a minute.",
  },
  failed: {
    title: "The sign-in did not come to its end",
    text: "It may have taken too long, or was begun in another window. Try again.",
  },
} as const;

export type SignInProblem = keyof typeof problems;

/** What to say about `?error=`, whoever wrote it; Auth.js has words of its own for what it finds out itself. */
export function describeProblem(error: string | string[] | undefined) {
  if (error === undefined) return undefined;
  if (error === "OAuthCallbackError") return problems.provider;
  return isProblem(error) ? problems[error] : problems.failed;
}

export function problemPath(problem: SignInProblem): string {
  return `/auth/signin?error=${problem}`;
}

function isProblem(error: string | string[]): error is SignInProblem {
  return typeof error === "string" && Object.hasOwn(problems, error);
}
