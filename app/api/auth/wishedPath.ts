import type { NextRequest } from "next/server";
import { portalArea, safeNextPath } from "@/components/session/nextPath";

/** Names of the cookie in which Auth.js keeps, during a sign-in, where it leads; over http and over https. */
const names = ["authjs.callback-url", "__Secure-authjs.callback-url"] as const;

/** The page of the portal that the sign-in under way was begun for. */
export function wishedPath({ cookies }: NextRequest): string {
  const value = names.map((name) => cookies.get(name)?.value).find((known) => known !== undefined) ?? "";
  if (!URL.canParse(value)) return portalArea.home;
  const { pathname, search } = new URL(value);
  return safeNextPath(`${pathname}${search}`, portalArea);
}
