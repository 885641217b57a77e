import type { AuditAction } from "./auditTexts";

/** Entries that were loaded so far, newest first, without a gap. */
export interface ActionLog {
  actions: readonly AuditAction[];
  /** Where earlier ones begin; null when these are all. */
  cursor: string | null;
}

interface ActionPage {
  actions: readonly AuditAction[];
  nextCursor: string | null;
}

/**
 * The newest page came anew. It is laid over what was loaded before; where it does not reach down to that, something is
 * missing between them, and the log begins anew with it.
 */
export function withNewest(log: ActionLog | undefined, { actions, nextCursor }: ActionPage): ActionLog {
  const newest = new Set(actions.map(({ id }) => id));
  const overlaps = log?.actions.some(({ id }) => newest.has(id)) === true;
  if (log === undefined || !overlaps || nextCursor === null) return { actions, cursor: nextCursor };
  const reachesDownTo = log.actions.findLastIndex(({ id }) => newest.has(id));
  const earlier = log.actions.slice(reachesDownTo + 1);
  return earlier.length === 0
    ? { actions, cursor: nextCursor }
    : { actions: [...actions, ...earlier], cursor: log.cursor };
}

/** The page that begins at the cursor of the log came. */
export function withEarlier(log: ActionLog, { actions, nextCursor }: ActionPage): ActionLog {
  const known = new Set(log.actions.map(({ id }) => id));
  return { actions: [...log.actions, ...actions.filter(({ id }) => !known.has(id))], cursor: nextCursor };
}
