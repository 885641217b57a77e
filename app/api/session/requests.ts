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

/** Room for the longest e-mail and password in any encoding. */
const BODY_BYTES_MAX = 16 * 1024;

/** The JSON of a small body. A larger one counts as none and is not kept: anyone may post here. */
export async function readJson(request: NextRequest): Promise<unknown> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) {
    length += read.value.byteLength;
    if (length > BODY_BYTES_MAX) return undefined;
    chunks.push(read.value);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

export function isHttps(request: NextRequest): boolean {
  const forwarded = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim();
  return (forwarded ?? request.nextUrl.protocol.replace(":", "")) === "https";
}
