import type { NextRequest } from "next/server";
import { requestTranslations } from "@/components/i18n/request";
import { SESSION_COOKIE } from "@/components/session/session";
import { api } from "@/convex/_generated/api";
import { answer, refuse, refuseForeignOrigin } from "../answers";
import { deployment, refuseError } from "../deployment";
import { tokenOnly } from "../invitationBody";
import { isSameOrigin, readJson } from "../requests";

/** For who is signed in as whom the invitation is for. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  const t = await requestTranslations("session");
  const body = tokenOnly.safeParse(await readJson(request));
  if (!body.success) return refuse(400, { code: "INVALID_REQUEST", error: t("refused.link") });
  const signedOut = t("refused.signedOutAtLink");
  const login = request.cookies.get(SESSION_COOKIE)?.value;
  if (login === undefined || login === "") return refuse(401, { code: "UNAUTHORIZED", error: signedOut });
  try {
    const client = deployment();
    const { sessionId } = await client.mutation(api.auth.openPage, { token: login });
    return answer(await client.mutation(api.invitations.joinOrganization, { sessionId, ...body.data }));
  } catch (error) {
    return await refuseError(error, signedOut);
  }
}
