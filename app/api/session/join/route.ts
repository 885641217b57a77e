import type { NextRequest } from "next/server";
import { SESSION_COOKIE } from "@/components/session/session";
import { api } from "@/convex/_generated/api";
import { answer, refuse, refuseForeignOrigin } from "../answers";
import { deployment, refuseError } from "../deployment";
import { invalidLink, tokenOnly } from "../invitationBody";
import { isSameOrigin, readJson } from "../requests";

const signedOut = "You are signed out. Open the link again.";

/** For who is signed in as whom the invitation is for. */
export async function POST(request: NextRequest) {
  if (!isSameOrigin(request)) return refuseForeignOrigin();
  const body = tokenOnly.safeParse(await readJson(request));
  if (!body.success) return refuse(400, { code: "INVALID_REQUEST", error: invalidLink });
  const login = request.cookies.get(SESSION_COOKIE)?.value;
  if (login === undefined || login === "") return refuse(401, { code: "UNAUTHORIZED", error: signedOut });
  try {
    const client = deployment();
    const { sessionId } = await client.mutation(api.auth.openPage, { token: login });
    return answer(await client.mutation(api.invitations.joinOrganization, { sessionId, ...body.data }));
  } catch (error) {
    return refuseError(error, signedOut);
  }
}
