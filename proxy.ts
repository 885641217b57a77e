import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/components/security/contentSecurityPolicy";
import { signInPath } from "@/components/session/nextPath";
import { SESSION_COOKIE } from "@/components/session/session";

/** Sends visitors without a session to the sign-in, and gives every page its content security policy. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isGuarded = pathname.startsWith("/admin") && pathname !== "/admin/sign-in";
  if (isGuarded && !request.cookies.has(SESSION_COOKIE)) {
    return NextResponse.redirect(new URL(signInPath(pathname + search), request.url));
  }
  return withPolicy(request);
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
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image|api/).*)"] };
