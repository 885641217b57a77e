import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";
import { isActive } from "@/lib/apiKeys/rules";
import { scopes } from "@/lib/permissions/matrix";

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

/** The scopes that come in pairs, by what they are about. */
export const scopedResources: readonly string[] = [
  ...new Set(
    scopes.filter((scope) => /:(read|write)$/u.test(scope)).map((scope) => scope.split(":")[0] ?? ""),
  ),
];

export const lifetimes = [
  { value: "", label: "Never" },
  { value: "7", label: "In 7 days" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

export const overlaps = [
  { value: "0", label: "It ends at once" },
  { value: "1", label: "For one more hour" },
  { value: "24", label: "For one more day" },
  { value: "168", label: "For 7 more days" },
  { value: "720", label: "For 30 more days" },
];
