"use client";

import { useSession } from "../session/SessionProvider";

/** A date as the organization writes it; the exact time is in the tooltip of the browser and for screen readers. */
export function DateText({ atMs, withTime = false }: { atMs: number; withTime?: boolean }) {
  const { organization } = useSession();
  const { locale, timeZone } = organization;
  const full = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(
    atMs,
  );
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone }).format(atMs);
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={full}
      className="whitespace-nowrap tabular-nums text-ink-soft"
    >
      {withTime ? full : day}
    </time>
  );
}
