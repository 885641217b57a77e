interface TimeTextProps {
  atMs: number;
  locale: string;
  timeZone: string;
  withTime?: boolean;
}

/** A date as an organization writes it; the exact time is in the tooltip of the browser and for screen readers. */
export function TimeText({ atMs, locale, timeZone, withTime = false }: TimeTextProps) {
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
