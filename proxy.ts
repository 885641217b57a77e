import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, NO_PAGE_POLICY } from "@/components/security/contentSecurityPolicy";
import { portalCookieOf } from "@/components/portal/portalCookie";
import { type Area, isGuarded, portalArea, signInPath, staffArea } from "@/components/session/nextPath";
import { SESSION_COOKIE } from "@/components/session/session";

/** Sends visitors without a session to the sign-in, and gives every page its content security policy. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (pathname !== "/" && pathname.endsWith("/")) {
    const target = new URL(request.url);
    target.pathname = pathname.replace(/\/+$/u, "");
    return redirect(target, 308);
  }
  const area = [staffArea, portalArea].find((candidate) => isGuarded(pathname, candidate));
  if (area !== undefined && !hasSession(request, area)) {
    return redirect(new URL(signInPath(pathname + search, area), request.url), 307);
  }
  return withPolicy(request);
}

function redirect(target: URL, status: 307 | 308): NextResponse {
  const response = NextResponse.redirect(target, status);
  response.headers.set("Content-Security-Policy", NO_PAGE_POLICY);
  return response;
}

/** A cookie at least: whether its session goes on is for the deployment to say, which every page asks first. */
function hasSession({ cookies }: NextRequest, area: Area): boolean {
  return area === portalArea ? portalCookieOf(cookies) !== undefined : cookies.has(SESSION_COOKIE);
}

/** Next reads the nonce from the policy of the request, so both sides get the same text. */
function withPolicy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy({
    nonce,
    deploymentUrl: process.env.GUILDHALL_DEPLOYMENT_URL,
    development: process.env.NODE_ENV === "development",
  });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image|api/).*)"] };
