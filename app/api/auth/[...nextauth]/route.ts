import { NextRequest, NextResponse } from "next/server";
import { portalCookieOf } from "@/components/portal/portalCookie";
import { problemPath, problemOfPath, type SignInProblem } from "@/components/portal/signInProblem";
import { portalTokenOf } from "../../portal/token";
import { refuseForeignOrigin } from "../../session/answers";
import { isHttps, isSameOrigin } from "../../session/requests";
import { attempt } from "../attempt";
import { handlers } from "../auth";
import { endSession } from "../syncUser";
import { wishedPath } from "../wishedPath";

const LOGGED_LENGTH_MAX = 500;

export async function GET(request: NextRequest): Promise<Response> {
  const isCallback = request.nextUrl.pathname.startsWith("/api/auth/callback/");
  return isCallback ? await finishSignIn(request) : await handlers.GET(new RequestAsAsked(request));
}

/** Nothing of the portal posts here, and Auth.js' own token against forged requests is not all that stands guard. */
export async function POST(request: NextRequest): Promise<Response> {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  return await handlers.POST(new RequestAsAsked(request));
}

/**
 * The answers of providers arrive here. Somebody who declined at the provider gets told just that: for Auth.js it is an
 * error like any other. Nothing but a page depends on it, so it need not be proven to come from the provider.
 */
async function finishSignIn(request: NextRequest): Promise<Response> {
  const { searchParams } = request.nextUrl;
  const error = searchParams.get("error");
  if (error === "access_denied") return toSignIn(request, "cancelled");
  if (error !== null) logProviderError(error, searchParams.get("error_description"));
  const { answer, problem } = await attempt(() => handlers.GET(new RequestAsAsked(request)));
  if (!signsIn(answer)) {
    return toSignIn(request, problem ?? problemOfPath(answer.headers.get("Location")), answer);
  }
  await endFormerSession(request);
  return answer;
}

/** Back to the sign-in, which says what happened and still knows where its reader wanted to go. */
function toSignIn(request: NextRequest, problem: SignInProblem, answer?: Response): NextResponse {
  // Relative to whatever address the browser has for this server.
  const headers = new Headers({
    Location: problemPath(problem, wishedPath(request)),
    "Cache-Control": "no-store",
  });
  for (const cookie of answer?.headers.getSetCookie() ?? []) headers.append("Set-Cookie", cookie);
  return new NextResponse(null, { status: 303, headers });
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
