import { ConvexHttpClient } from "convex/browser";
import type { NextResponse } from "next/server";
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
export function refuseError(error: unknown, unauthorized: string): NextResponse {
  const data = isAppError(error) ? error.data : undefined;
  if (data?.code === "UNAUTHORIZED") return refuse(401, { code: data.code, error: unauthorized });
  if (data?.code === "RATE_LIMITED") return refuse(429, { ...data, error: tooMany(data.retryAfter) });
  if (data !== undefined && errorCatalogue[data.code].status < 500) {
    const { code, error, details } = data;
    return refuse(errorCatalogue[code].status, { code, error, details });
  }
  // A TypeError comes from this side (no address, no connection). What the deployment says may repeat its arguments,
  // and those are secrets here, so it is never logged.
  console.error(
    "A session route failed:",
    error instanceof TypeError ? error.message : "the deployment refused",
  );
  return refuse(503, {
    code: "SERVICE_UNAVAILABLE",
    error: "Guildhall is not available at the moment. Try again in a minute.",
  });
}

function tooMany(retryAfterSeconds: number | undefined): string {
  const wait =
    retryAfterSeconds === undefined || retryAfterSeconds <= 60
      ? "a minute"
      : `${Math.ceil(retryAfterSeconds / 60)} minutes`;
  return `Too many attempts. Wait ${wait}, then try again.`;
}
