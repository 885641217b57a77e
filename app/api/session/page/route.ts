import type { NextRequest } from "next/server";
import { requestTranslations } from "@/components/i18n/request";
import { type PageSession, SESSION_COOKIE } from "@/components/session/session";
import { api } from "@/convex/_generated/api";
import { answer, refuse, refuseForeignOrigin } from "../answers";
import { clearSessionCookie } from "../cookie";
import { deployment, deploymentUrl, refuseError } from "../deployment";
import { isSameOrigin } from "../requests";

/** Exchanges the cookie for the short secret that the page keeps in memory and passes to Convex functions. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  const signedOut = (await requestTranslations("session"))("refused.signedOut");
  const token = request.cookies.get(SESSION_COOKIE)?.value;
  if (token === undefined || token === "") return refuse(401, { code: "UNAUTHORIZED", error: signedOut });
  try {
    const { sessionId, expiresAt, user, organizations } = await deployment().mutation(api.auth.openPage, {
      token,
    });
    const session: PageSession = {
      sessionId,
      expiresInMs: expiresAt - Date.now(),
      deploymentUrl: deploymentUrl(),
      user,
      organizations,
    };
    return answer(session);
  } catch (error) {
    const refused = await refuseError(error, signedOut);
    return refused.status === 401 ? clearSessionCookie(request, refused) : refused;
  }
}
