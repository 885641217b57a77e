import type { NextRequest } from "next/server";

/**
 * Whether the request comes from a page of this very origin. Browsers send `Origin` with every POST and let no script
 * change it, so this refuses forged requests even where SameSite cookies would still be sent.
 */
export function isSameOrigin(request: NextRequest): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  // Behind a reverse proxy the outer host arrives in X-Forwarded-Host, which a foreign page cannot set either.
  return [request.headers.get("host"), request.headers.get("x-forwarded-host")].includes(host);
}

export function isHttps(request: NextRequest): boolean {
  const forwarded = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim();
  return (forwarded ?? request.nextUrl.protocol.replace(":", "")) === "https";
}
