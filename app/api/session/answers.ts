import { NextResponse } from "next/server";
import type { Refusal } from "@/components/session/session";

const noStore = { "Cache-Control": "no-store" };

export function answer(body: object): NextResponse {
  return NextResponse.json(body, { headers: noStore });
}

export function refuse(status: number, refusal: Refusal): NextResponse {
  const response = NextResponse.json(refusal, { status, headers: noStore });
  if (refusal.retryAfter !== undefined) response.headers.set("Retry-After", String(refusal.retryAfter));
  return response;
}

export function refuseForeignOrigin(): NextResponse {
  return refuse(403, { code: "FORBIDDEN", error: "This request did not come from a page of Guildhall." });
}
