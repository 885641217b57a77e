import { useEffect, useState } from "react";
import { api } from "@/convex/_generated/api";
import { useKept } from "../live/useKept";
import { useLiveQuery } from "../live/useLiveQuery";
import { objectHref } from "../object/objectHref";
import { useSession } from "../session/SessionProvider";

const types = ["crm_contact", "crm_organization", "frontend_user"] as const;

export interface FoundGroup {
  type: (typeof types)[number];
  results: readonly { id: string; name: string; detail: string | null; href: string }[];
}

export interface Found {
  groups: readonly FoundGroup[];
  isSearching: boolean;
  isFailed: boolean;
}

/** Long enough that a word is one search, short enough that nobody waits for it. */
const DELAY_MS = 120;

/** What the organization keeps under these words, by type. The last answer stays until the next one is there. */
export function useFound(typed: string): Found {
  const { sessionId, organization } = useSession();
  const term = useDelayed(typed.trim());
  const { data, error } = useLiveQuery(
    api.search.searchEverything,
    term === "" ? "skip" : { sessionId, organizationId: organization.id, term },
  );
  const kept = useKept(data, term);
  const results = term === "" ? [] : (kept.value?.results ?? []);
  return {
    groups: types
      .map((type) => ({
        type,
        results: results
          .filter((found) => found.type === type)
          .map((found) => ({ ...found, href: objectHref(found) })),
      }))
      .filter((group) => group.results.length > 0),
    isSearching: error === undefined && (term !== typed.trim() || (term !== "" && kept.question !== term)),
    isFailed: error !== undefined,
  };
}

function useDelayed(value: string): string {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setDelayed(value), DELAY_MS);
    return () => window.clearTimeout(timer);
  }, [value]);
  return delayed;
}
