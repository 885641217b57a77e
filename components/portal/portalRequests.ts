import { makeDoor, type Outcome, post } from "../session/door";
import { portalArea } from "../session/nextPath";
import { isOpenedPage, unreachable } from "../session/session";

/** The door of the clients' pages. */
export const portalDoor = makeDoor({
  area: portalArea,
  routes: { page: "/api/portal/page", signOut: "/api/portal/sign-out" },
  isSession: isOpenedPage,
});

/** Begins a sign-in; the value is the provider's address to go to. */
export async function beginSignIn(provider: string, next: string): Promise<Outcome<string>> {
  const outcome = await post("/api/portal/sign-in", { provider, next });
  if (!outcome.ok) return outcome;
  const url: unknown = Reflect.get(Object(outcome.value), "url");
  return typeof url === "string" ? { ok: true, value: url } : { ok: false, refusal: unreachable };
}
