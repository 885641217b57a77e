import { ConvexHttpClient } from "convex/browser";
import type { NextResponse } from "next/server";
import { inLanguage } from "@/components/i18n/refusals";
import { requestLanguage, requestTranslations } from "@/components/i18n/request";
import { errorCatalogue, isAppError } from "@/lib/errors";
import { refuse } from "./answers";

/** Read at run time, so that one build serves every deployment. */
export function deploymentUrl(): string {
  const url = process.env.GUILDHALL_DEPLOYMENT_URL;
  if (url === undefined) throw new TypeError("GUILDHALL_DEPLOYMENT_URL is not set.");
  return url;
}

/** A new client per request: it must never carry one visitor's state into the answer for another. */
export function deployment(): ConvexHttpClient {
  return new ConvexHttpClient(deploymentUrl(), { logger: false });
}

/** Turns what a Convex function threw into an answer; anything unexpected stays unexplained outside. */
export async function refuseError(error: unknown, unauthorized: string): Promise<NextResponse> {
  const data = isAppError(error) ? error.data : undefined;
  if (data?.code === "UNAUTHORIZED") return refuse(401, { code: data.code, error: unauthorized });
  const t = await requestTranslations("session");
  if (data?.code === "RATE_LIMITED") {
    const minutes = Math.max(1, Math.ceil((data.retryAfter ?? 0) / 60));
    return refuse(429, { ...data, error: t("refused.tooMany", { minutes }) });
  }
  if (data !== undefined && errorCatalogue[data.code].status < 500) {
    const { code, error: text, details } = await inLanguage(data, await requestLanguage());
    return refuse(errorCatalogue[code].status, { code, error: text, details });
  }
  // A TypeError comes from this side (no address, no connection). What the deployment says may repeat its arguments,
  // and those are secrets here, so it is never logged.
  console.error(
    "A session route failed:",
    error instanceof TypeError ? error.message : "the deployment refused",
  );
  return refuse(503, { code: "SERVICE_UNAVAILABLE", error: t("refused.notAvailable") });
}
