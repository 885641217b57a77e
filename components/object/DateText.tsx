"use client";

import { useSession } from "../session/SessionProvider";
import { TimeText } from "../ui/TimeText";

/** A date as the organization in front of the reader writes it. */
export function DateText({ atMs, withTime = false }: { atMs: number; withTime?: boolean }) {
  const { locale, timeZone } = useSession().organization;
  return <TimeText atMs={atMs} locale={locale} timeZone={timeZone} withTime={withTime} />;
}
