"use client";

import { useLocale } from "use-intl/react";
import { dateFormat } from "../i18n/formats";
import { formatLocale } from "../i18n/language";

interface TimeTextProps {
  atMs: number;
  /** The organization's; it counts where it is of the reader's language. */
  locale: string;
  timeZone: string;
  withTime?: boolean;
}

/** A date as an organization writes it; the exact time is in the tooltip of the browser and for screen readers. */
export function TimeText({ atMs, locale: organizationLocale, timeZone, withTime = false }: TimeTextProps) {
  const locale = formatLocale(useLocale(), organizationLocale);
  const full = dateFormat(locale, timeZone, true).format(atMs);
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={full}
      className="whitespace-nowrap tabular-nums text-ink-soft"
    >
      {withTime ? full : dateFormat(locale, timeZone, false).format(atMs)}
    </time>
  );
}
