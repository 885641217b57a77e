import type { NextRequest } from "next/server";
import * as z from "zod/mini";
import { requestTranslations } from "@/components/i18n/request";
import { api } from "@/convex/_generated/api";
import { answer, refuse, refuseForeignOrigin } from "../answers";
import { setSessionCookie } from "../cookie";
import { deployment, refuseError } from "../deployment";
import { isSameOrigin, readJson } from "../requests";

const credentials = z.object({
  email: z.string().check(z.minLength(1), z.maxLength(320)),
  // Long enough for any passphrase, short enough that hashing it costs nothing extra.
  password: z.string().check(z.minLength(1), z.maxLength(1024)),
});

/** Exchanges e-mail and password for the cookie; the secret itself never reaches a script. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  const t = await requestTranslations("session");
  const body = credentials.safeParse(await readJson(request));
  if (!body.success) return refuse(400, { code: "INVALID_REQUEST", error: t("refused.credentials") });
  try {
    const { token } = await deployment().action(api.auth.signIn, body.data);
    return setSessionCookie(request, answer({}), token);
  } catch (error) {
    return await refuseError(error, t("refused.wrongPassword"));
  }
}
