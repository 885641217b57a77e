import type { NextRequest, NextResponse } from "next/server";
import { portalCookieOf } from "@/components/portal/portalCookie";
import { requestTranslations } from "@/components/i18n/request";
import type { OpenedPage } from "@/components/session/session";
import { api } from "@/convex/_generated/api";
import { answer, refuse, refuseForeignOrigin } from "../../session/answers";
import { deployment, deploymentUrl, refuseError } from "../../session/deployment";
import { isSameOrigin } from "../../session/requests";
import { portalTokenOf } from "../token";

/** Exchanges the cookie for the short secret that the page keeps in memory and passes to Convex functions. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  const signedOut = (await requestTranslations("session"))("refused.signedOut");
  const token = await portalTokenOf(request);
  if (token === null) return forget(request, refuse(401, { code: "UNAUTHORIZED", error: signedOut }));
  try {
    const { sessionId, expiresAt } = await deployment().mutation(api.frontendUserQueries.openPage, { token });
    const opened: OpenedPage = {
      sessionId,
      expiresInMs: expiresAt - Date.now(),
      deploymentUrl: deploymentUrl(),
    };
    return answer(opened);
  } catch (error) {
    const refused = await refuseError(error, signedOut);
    return refused.status === 401 ? forget(request, refused) : refused;
  }
}

/** A cookie that opens nothing any more would only send its owner from the sign-in to a page and back. */
function forget(request: NextRequest, response: NextResponse): NextResponse {
  const name = portalCookieOf(request.cookies);
  if (name !== undefined) {
    const secure = name.startsWith("__Secure-");
    response.cookies.set(name, "", { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: 0 });
  }
  return response;
}
