import type { NextRequest } from "next/server";
import { signOut } from "../../auth/auth";
import { answer, refuseForeignOrigin } from "../../session/answers";
import { isSameOrigin } from "../../session/requests";

/** Ends the session everywhere and the cookie here, which goes even when the deployment is away. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  await signOut({ redirect: false });
  return answer({});
}
