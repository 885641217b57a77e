import { type Outcome, post } from "../session/door";
import { type Refusal, unreachable } from "../session/session";
import { isShownInvitation, type ShownInvitation } from "./invitation";

/** What an invitation is about. */
export async function readInvitation(token: string): Promise<Outcome<ShownInvitation>> {
  const outcome = await post("/api/session/invitation", { token });
  if (!outcome.ok) return outcome;
  return isShownInvitation(outcome.value)
    ? { ok: true, value: outcome.value }
    : { ok: false, refusal: unreachable };
}

/** Signs in as well. Answers nothing when it worked. */
export async function acceptInvitation(acceptance: {
  token: string;
  name?: string;
  password: string;
}): Promise<Refusal | undefined> {
  const outcome = await post("/api/session/accept", acceptance);
  return outcome.ok ? undefined : outcome.refusal;
}

/** For who is signed in. Answers nothing when it worked. */
export async function joinOrganization(token: string): Promise<Refusal | undefined> {
  const outcome = await post("/api/session/join", { token });
  return outcome.ok ? undefined : outcome.refusal;
}

/** Ends the session of whom the invitation is not for, and stays on its page. */
export async function signOut(): Promise<void> {
  await post("/api/session/sign-out", {});
}
