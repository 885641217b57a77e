import type { NextRequest } from "next/server";
import { SESSION_COOKIE } from "@/components/session/session";
import { api } from "@/convex/_generated/api";
import { answer, refuseForeignOrigin } from "../answers";
import { clearSessionCookie } from "../cookie";
import { deployment } from "../deployment";
import { isSameOrigin } from "../requests";

/** Ends the session everywhere. The cookie goes even when the deployment is away, so that this browser forgets it. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  const token = request.cookies.get(SESSION_COOKIE)?.value;
  if (token !== undefined && token !== "") {
    try {
      await deployment().mutation(api.auth.signOut, { token });
    } catch {
      console.error("A session could not be ended on the deployment; it ends by itself when nobody uses it.");
    }
  }
  return clearSessionCookie(request, answer({}));
}
