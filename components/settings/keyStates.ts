import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";
import { isActive } from "@/lib/apiKeys/rules";

export type ApiKey = FunctionReturnType<typeof api.apiKeys.listApiKeys>[number];
type CreatedKey = FunctionReturnType<typeof api.apiKeys.createApiKey>;

/** A key whose secret is on the screen. `replaced` is the one that it takes over from. */
export interface ShownSecret {
  created: CreatedKey;
  replaced?: { prefix: string; endsAt: number };
}

/** Those that work, and those that are over; each the latest first, as they come. */
export function partKeys(keys: readonly ApiKey[], nowMs: number): { active: ApiKey[]; ended: ApiKey[] } {
  return {
    active: keys.filter((key) => isActive(key, nowMs)),
    ended: keys.filter((key) => !isActive(key, nowMs)),
  };
}

/** How long a key lives, in days; one without any lives until it is ended. */
export const lifetimes = [
  { value: "", key: "never" },
  { value: "7", key: "week" },
  { value: "30", key: "month" },
  { value: "90", key: "quarter" },
  { value: "365", key: "year" },
] as const;

/** How long the key before still works, in hours. */
export const overlaps = [
  { value: "0", key: "none" },
  { value: "1", key: "hour" },
  { value: "24", key: "day" },
  { value: "168", key: "week" },
  { value: "720", key: "month" },
] as const;
