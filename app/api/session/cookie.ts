import type { NextRequest, NextResponse } from "next/server";
import { SESSION_COOKIE } from "@/components/session/session";
import { isHttps } from "./requests";

/** The longest life of a staff session; the deployment ends it earlier when nobody uses it. */
const SESSION_SECONDS_MAX = 7 * 24 * 60 * 60;

export function setSessionCookie(request: NextRequest, response: NextResponse, token: string): NextResponse {
  response.cookies.set(SESSION_COOKIE, token, { ...attributes(request), maxAge: SESSION_SECONDS_MAX });
  return response;
}

export function clearSessionCookie(request: NextRequest, response: NextResponse): NextResponse {
  response.cookies.set(SESSION_COOKIE, "", { ...attributes(request), maxAge: 0 });
  return response;
}

function attributes(request: NextRequest) {
  return { httpOnly: true, sameSite: "lax", secure: isHttps(request), path: "/" } as const;
}
