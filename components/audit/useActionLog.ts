import { useState } from "react";
import type { LiveQuery } from "../live/useLiveQuery";
import { type ActionLog, withEarlier, withNewest } from "./actionLog";
import type { AuditAction } from "./auditTexts";

interface ActionPage {
  actions: AuditAction[];
  nextCursor: string | null;
}

interface ActionLogInput {
  /** The page of the newest entries, live. */
  newest: LiveQuery<ActionPage>;
  /** The page that begins at `cursor`, as long as there is one. */
  earlier: LiveQuery<ActionPage>;
  paging: Paging;
}

export interface ShownLog {
  /** Undefined until the first answer. */
  actions: readonly AuditAction[] | undefined;
  hasEarlier: boolean;
  isLoadingEarlier: boolean;
  showEarlier: () => void;
  error: Error | undefined;
  retry: () => void;
}

/** What has been loaded of the answers to one question. */
interface Loaded {
  question: string;
  log?: ActionLog;
  newest?: ActionPage;
  cursor?: string | undefined;
}

interface Paging {
  loaded: Loaded;
  setLoaded: (loaded: Loaded) => void;
}

/** Comes before the two subscriptions of `useActionLog`, because the second one begins where the first page ends. */
export function usePaging(question: string): Paging {
  const [loaded, setLoaded] = useState<Loaded>({ question });
  return { loaded: loaded.question === question ? loaded : { question }, setLoaded };
}

/** A log that grows at both ends: what happens now is added by itself, what was earlier on demand. */
export function useActionLog({ newest, earlier, paging: { loaded, setLoaded } }: ActionLogInput): ShownLog {
  const { log, cursor } = loaded;
  if (newest.data !== undefined && newest.data !== loaded.newest) {
    setLoaded({ ...loaded, newest: newest.data, log: withNewest(log, newest.data) });
  } else if (log !== undefined && cursor !== undefined && earlier.data !== undefined) {
    setLoaded({ ...loaded, log: withEarlier(log, earlier.data), cursor: undefined });
  }
  const next = log?.cursor ?? null;
  return {
    actions: log?.actions,
    hasEarlier: next !== null,
    isLoadingEarlier: cursor !== undefined,
    showEarlier: () => (next === null ? undefined : setLoaded({ ...loaded, cursor: next })),
    error: newest.error ?? earlier.error,
    retry: newest.error === undefined ? earlier.retry : newest.retry,
  };
}
