import { makeDoor, post } from "./door";
import { staffArea } from "./nextPath";
import { isPageSession, type Refusal } from "./session";

/** The door of the staff's pages. */
export const staffDoor = makeDoor({
  area: staffArea,
  routes: { page: "/api/session/page", signOut: "/api/session/sign-out" },
  isSession: isPageSession,
});

/** Answers nothing when the sign-in worked: the secret is in the cookie by then. */
export async function signIn(credentials: { email: string; password: string }): Promise<Refusal | undefined> {
  const outcome = await post("/api/session/sign-in", credentials);
  return outcome.ok ? undefined : outcome.refusal;
}
