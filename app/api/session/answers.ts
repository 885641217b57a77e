import { NextResponse } from "next/server";
import { requestTranslations } from "@/components/i18n/request";
import type { Refusal } from "@/components/session/session";

const noStore = { "Cache-Control": "no-store" };

export function answer(body: object): NextResponse {
  return NextResponse.json(body, { headers: noStore });
}

/** Says why in the reader's language; nothing translates it afterwards. */
export function refuse(status: number, refusal: Refusal): NextResponse {
  const response = NextResponse.json(refusal, { status, headers: noStore });
  if (refusal.retryAfter !== undefined) response.headers.set("Retry-After", String(refusal.retryAfter));
  return response;
}

export async function refuseForeignOrigin(): Promise<NextResponse> {
  const t = await requestTranslations("session");
  return refuse(403, { code: "FORBIDDEN", error: t("refused.foreignOrigin") });
}
