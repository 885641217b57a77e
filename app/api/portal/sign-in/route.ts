import type { NextRequest } from "next/server";
import * as z from "zod/mini";
import { requestTranslations } from "@/components/i18n/request";
import { portalArea, safeNextPath } from "@/components/session/nextPath";
import { attempt } from "../../auth/attempt";
import { signIn } from "../../auth/auth";
import { findProvider } from "../../auth/providers";
import { answer, refuse, refuseForeignOrigin } from "../../session/answers";
import { isSameOrigin, readJson } from "../../session/requests";

const choice = z.object({ provider: z.string(), next: z.optional(z.string()) });

/** Begins a sign-in: answers where to go, and sets the cookies with which its end is checked. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  const t = await requestTranslations("portalSignIn");
  const body = choice.safeParse(await readJson(request));
  if (!body.success) return refuse(400, { code: "INVALID_REQUEST", error: t("refused.noChoice") });
  const provider = findProvider(body.data.provider);
  if (provider === undefined) {
    return refuse(503, { code: "PROVIDER_NOT_CONFIGURED", error: t("refused.notSetUp") });
  }
  const redirectTo = safeNextPath(body.data.next, portalArea);
  const begun = await attempt(() => signIn(provider.id, { redirect: false, redirectTo }));
  const url = String(begun.answer);
  // When Auth.js does not get to the provider, or misses a setting, it names a page of its own, and the log has the reason.
  if (new URL(url).host === new URL(request.headers.get("origin") ?? url).host) {
    const reason = begun.problem === "no-answer" ? "noAnswer" : "notWorking";
    const error = t(`refused.${reason}`, { provider: provider.title });
    return refuse(503, { code: "SERVICE_UNAVAILABLE", error });
  }
  return answer({ url });
}
