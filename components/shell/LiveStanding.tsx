"use client";

import { useEffect } from "react";
import { api } from "@/convex/_generated/api";
import { useLiveQuery } from "../live/useLiveQuery";
import { useSession } from "../session/SessionProvider";

/**
 * Keeps the open page true to what its reader may do: a role that changes, an organization that is renamed or that they
 * are removed from shows at once, not with the next renewal of the session.
 */
export function LiveStanding() {
  const { sessionId, setStanding } = useSession();
  const { data } = useLiveQuery(api.auth.getStanding, { sessionId });
  useEffect(() => {
    if (data !== undefined) setStanding({ sessionId, ...data });
  }, [data, sessionId, setStanding]);
  return null;
}
