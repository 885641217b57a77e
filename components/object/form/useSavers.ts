import { api } from "@/convex/_generated/api";
import { useSteadyQuery } from "../../live/useSteadyQuery";
import { useSession } from "../../session/SessionProvider";

/** Who saved something while a form was open. `self` is the reader, in another window. */
export type Saver = { who: "self" | "unknown"; name: "" } | { who: "other"; name: string };

interface Savers {
  /** Who changed this property last. */
  of: (field: string) => Saver;
  latest: Saver;
}

/** More saves than anybody makes while a form stays open. */
const HISTORY_MAX = 20;
const unknown: Saver = { who: "unknown", name: "" };

/** Who saved an object after a version of it. Asked only once somebody did. */
export function useSavers(
  objectId: string,
  { since, isNeeded }: { since: number; isNeeded: boolean },
): Savers {
  const { sessionId, user } = useSession();
  const history = useSteadyQuery(
    api.audit.objectHistory,
    isNeeded ? { sessionId, objectId, limit: HISTORY_MAX } : "skip",
  );
  const actions = history.data?.actions.filter(({ version }) => version > since) ?? [];
  const saverOf = (action: (typeof actions)[number] | undefined): Saver => {
    if (action === undefined) return unknown;
    const { kind, id, name } = action.actor;
    if (kind === "user" && id === user.id) return { who: "self", name: "" };
    return name === null ? unknown : { who: "other", name };
  };
  return {
    of: (field) => saverOf(actions.find(({ changes }) => field in changes)),
    latest: saverOf(actions[0]),
  };
}
