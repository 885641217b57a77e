import { NextRequest, NextResponse } from "next/server";
import { portalCookieOf } from "@/components/portal/portalCookie";
import { problemPath } from "@/components/portal/signInProblem";
import { portalTokenOf } from "../../portal/token";
import { isHttps } from "../../session/requests";
import { handlers } from "../auth";
import { endSession } from "../syncUser";

const LOGGED_LENGTH_MAX = 500;

/**
 * The answers of providers arrive here. Somebody who declined at the provider gets told just that: for Auth.js it is an
 * error like any other. Nothing but a page depends on it, so it need not be proven to come from the provider.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const { pathname, searchParams } = request.nextUrl;
  const isCallback = pathname.startsWith("/api/auth/callback/");
  const error = isCallback ? searchParams.get("error") : null;
  if (error === "access_denied") {
    return seeOther(problemPath("cancelled"));
  }
  if (error !== null) logProviderError(error, searchParams.get("error_description"));
  const response = await handlers.GET(new RequestAsAsked(request));
  if (isCallback && signsIn(response)) await endFormerSession(request);
  return response;
}

export async function POST(request: NextRequest): Promise<Response> {
  return await handlers.POST(new RequestAsAsked(request));
}

/**
 * A request by the address that the browser asked for. Next calls every loopback address "localhost", but the provider
 * sent the person back to one of them and compares them letter by letter. Auth.js believes the host only where
 * AUTH_TRUST_HOST is set, and goes by AUTH_URL where that is.
 */
class RequestAsAsked extends NextRequest {
  override get url(): string {
    const { pathname, search, host: ownHost } = this.nextUrl;
    const host = this.headers.get("x-forwarded-host") ?? this.headers.get("host") ?? ownHost;
    return `${isHttps(this) ? "https" : "http"}://${host}${pathname}${search}`;
  }
}

/** In the words of the provider, or of whoever wrote the address: as JSON they stay one line. */
function logProviderError(error: string, description: string | null): void {
  console.error(
    "A provider answered with an error:",
    JSON.stringify([error, description]).slice(0, LOGGED_LENGTH_MAX),
  );
}

function signsIn(response: Response): boolean {
  const names = response.headers.getSetCookie().map((line) => line.slice(0, line.indexOf("=")));
  return portalCookieOf({ has: (name) => names.includes(name) }) !== undefined;
}

/** The cookie was the only way to it, and nobody could sign it out any more but from the list of sessions. */
async function endFormerSession(request: NextRequest): Promise<void> {
  const token = await portalTokenOf(request);
  if (token !== null) await endSession(token);
}

/** Relative to whatever address the browser has for this server. */
function seeOther(path: string): NextResponse {
  return new NextResponse(null, { status: 303, headers: { Location: path, "Cache-Control": "no-store" } });
}
