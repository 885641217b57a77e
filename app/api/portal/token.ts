import { getToken } from "next-auth/jwt";
import type { NextRequest } from "next/server";
import { portalCookieOf } from "@/components/portal/portalCookie";

/** The token of the client's session out of the encrypted cookie of Auth.js, or null. */
export async function portalTokenOf(request: NextRequest): Promise<string | null> {
  const cookieName = portalCookieOf(request.cookies);
  const secret = process.env.AUTH_SECRET;
  if (cookieName === undefined || !secret) return null;
  // Only the cookie counts: `getToken` would take an Authorization header as well.
  const headers = new Headers({ cookie: request.headers.get("cookie") ?? "" });
  const token = await getToken({ req: { headers }, cookieName, salt: cookieName, secret });
  return typeof token?.portalToken === "string" ? token.portalToken : null;
}
