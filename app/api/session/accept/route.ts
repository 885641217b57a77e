import type { NextRequest } from "next/server";
import * as z from "zod/mini";
import { requestTranslations } from "@/components/i18n/request";
import { api } from "@/convex/_generated/api";
import { answer, refuse, refuseForeignOrigin } from "../answers";
import { setSessionCookie } from "../cookie";
import { deployment, refuseError } from "../deployment";
import { token } from "../invitationBody";
import { isSameOrigin, readJson } from "../requests";

/** Lengths are the deployment's to judge; these only keep out what is nobody's name or password. */
const acceptance = z.object({
  token,
  name: z.optional(z.string().check(z.maxLength(1000))),
  password: z.string().check(z.maxLength(1024)),
});

/** Makes whoever has the link a member and signs them in. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  const t = await requestTranslations("session");
  const body = acceptance.safeParse(await readJson(request));
  if (!body.success) return refuse(400, { code: "INVALID_REQUEST", error: t("refused.link") });
  try {
    const session = await deployment().action(api.invitations.acceptInvitation, body.data);
    return setSessionCookie(request, answer({}), session.token);
  } catch (error) {
    return await refuseError(error, t("refused.password"));
  }
}
