import type { NextRequest } from "next/server";
import { requestTranslations } from "@/components/i18n/request";
import { SESSION_COOKIE } from "@/components/session/session";
import type { ShownInvitation } from "@/components/invitations/invitation";
import { api } from "@/convex/_generated/api";
import { answer, refuse, refuseForeignOrigin } from "../answers";
import { deployment, refuseError } from "../deployment";
import { tokenOnly } from "../invitationBody";
import { isSameOrigin, readJson } from "../requests";

/** What an invitation is about, and who looks at it if they are signed in. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  const t = await requestTranslations("session");
  const body = tokenOnly.safeParse(await readJson(request));
  if (!body.success) return refuse(400, { code: "INVALID_REQUEST", error: t("refused.link") });
  try {
    const invitation = await deployment().query(api.invitations.getInvitation, body.data);
    const shown: ShownInvitation = { ...invitation, reader: await readerOf(request) };
    return answer(shown);
  } catch (error) {
    return await refuseError(error, t("refused.link"));
  }
}

/** Null for nobody, and for a session that has ended: an invitation can be answered all the same. */
async function readerOf(request: NextRequest): Promise<ShownInvitation["reader"]> {
  const token = request.cookies.get(SESSION_COOKIE)?.value;
  if (token === undefined || token === "") return null;
  try {
    const { user } = await deployment().mutation(api.auth.openPage, { token });
    return { name: user.name, email: user.email };
  } catch {
    return null;
  }
}
