"use client";

import { useLocale } from "use-intl/react";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/time";
import { useFormats } from "../i18n/useFormats";
import { useNow } from "../live/useNow";

const TICK_MS = 30 * SECOND;
/** What is older is easier to place by its date. */
const RELATIVE_MAX = 7 * DAY;

const units = [
  ["day", DAY],
  ["hour", HOUR],
  ["minute", MINUTE],
] as const;

/** “3 minutes ago”, which goes on counting; the exact time is in its title. */
export function RelativeTime({ atMs }: { atMs: number }) {
  const language = useLocale();
  const { date, moment } = useFormats();
  // A clock that is a little behind would otherwise see the future.
  const ageMs = Math.max(0, useNow(TICK_MS) - atMs);
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={moment(atMs)}
      className="whitespace-nowrap tabular-nums text-ink-faint"
    >
      {ageMs < RELATIVE_MAX ? ago(ageMs, language) : date(atMs)}
    </time>
  );
}

function ago(ageMs: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const [unit, length] = units.find(([, ms]) => ageMs >= ms) ?? ["second", Infinity];
  return format.format(-Math.floor(ageMs / length), unit);
}
