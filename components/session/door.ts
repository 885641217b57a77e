import { type Area, signInPath } from "./nextPath";
import { isRefusal, type Refusal, unreachable } from "./session";

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal };

/** How pages of one area get in and out. Staff and clients have different doors that work the same way. */
export interface Door<Session> {
  /** Exchanges the cookie for the short secret of this page. */
  openPage: () => Promise<Outcome<Session>>;
  /** For a page whose session has ended: signs in again and comes back. Not on the way out, where nobody comes back. */
  signInAgain: () => void;
  /**
   * Signs out, and loads the sign-in anew, so that nothing of the session stays in memory. Even when the request fails
   * the reader meant to leave, so there is no refusal to show.
   */
  leave: () => Promise<void>;
}

interface DoorSettings<Session> {
  readonly area: Area;
  /** The routes of the web app's own server. */
  readonly routes: { readonly page: string; readonly signOut: string };
  readonly isSession: (answer: unknown) => answer is Session;
}

export function makeDoor<Session>({ area, routes, isSession }: DoorSettings<Session>): Door<Session> {
  let isLeaving = false;
  return {
    openPage: async () => {
      // What ends with the sign-out asks for a new session, which would only be refused.
      if (isLeaving) return { ok: false, refusal: unreachable };
      const outcome = await post(routes.page, {});
      if (!outcome.ok) return outcome;
      return isSession(outcome.value)
        ? { ok: true, value: outcome.value }
        : { ok: false, refusal: unreachable };
    },
    signInAgain: () => {
      if (isLeaving) return;
      window.location.replace(signInPath(window.location.pathname + window.location.search, area));
    },
    leave: async () => {
      isLeaving = true;
      await post(routes.signOut, {});
      window.location.assign(area.signIn);
    },
  };
}

/** Asks a route of the web app's own server. */
export async function post(path: string, body: object): Promise<Outcome<unknown>> {
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
