import { type PageSession, pageSession, type Refusal, refusal } from "./session";

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
  const parsed = pageSession.safeParse(outcome.value);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, refusal: unreachable };
}

/** Even when the request fails the reader meant to leave, so there is no refusal to show. */
export async function signOut(): Promise<void> {
  await post("/api/session/sign-out", {});
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
    const parsed = refusal.safeParse(answer);
    return { ok: false, refusal: parsed.success ? parsed.data : unreachable };
  } catch {
    return { ok: false, refusal: unreachable };
  }
}
