import { signInPath } from "./nextPath";
import { isPageSession, isRefusal, type PageSession, type Refusal } from "./session";

type Outcome<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal };

const unreachable: Refusal = {
  code: "SERVICE_UNAVAILABLE",
  error: "Guildhall cannot be reached. Check your connection and try again.",
};

/** Answers nothing when the sign-in worked: the secret is in the cookie by then. */
export async function signIn(credentials: { email: string; password: string }): Promise<Refusal | undefined> {
  const outcome = await post("/api/session/sign-in", credentials);
  return outcome.ok ? undefined : outcome.refusal;
}

export async function openPage(): Promise<Outcome<PageSession>> {
  const outcome = await post("/api/session/page", {});
  if (!outcome.ok) return outcome;
  return isPageSession(outcome.value)
    ? { ok: true, value: outcome.value }
    : { ok: false, refusal: unreachable };
}

let isLeaving = false;

/** For a page whose session has ended: signs in again and comes back. Not on the way out, where nobody comes back. */
export function signInAgain(): void {
  if (isLeaving) return;
  window.location.replace(signInPath(window.location.pathname + window.location.search));
}

/**
 * Signs out, and loads the sign-in anew, so that nothing of the session stays in memory. Even when the request fails
 * the reader meant to leave, so there is no refusal to show.
 */
export async function leave(): Promise<void> {
  isLeaving = true;
  await post("/api/session/sign-out", {});
  window.location.assign("/admin/sign-in");
}

async function post(path: string, body: object): Promise<Outcome<unknown>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      cache: "no-store",
    });
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, value: answer };
    return { ok: false, refusal: isRefusal(answer) ? answer : unreachable };
  } catch {
    return { ok: false, refusal: unreachable };
  }
}
