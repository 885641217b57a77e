"use client";

import { useKept } from "../../live/useKept";
import type { LiveQuery } from "../../live/useLiveQuery";

/** The open object: what was last known of it, and nothing of the one before. */
export function useOneObject<Row>(
  id: string | undefined,
  { data, error }: LiveQuery<Row>,
): { object: Row | undefined; error: Error | undefined } {
  const kept = useKept(data, id ?? "");
  return { object: kept.question === id ? kept.value : undefined, error };
}
