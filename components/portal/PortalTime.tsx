"use client";

import { TimeText } from "../ui/TimeText";
import { usePortal } from "./portalContext";

/** A moment as the organization of the portal writes it. */
export function PortalTime({ atMs }: { atMs: number }) {
  const { locale, timeZone } = usePortal().organization;
  return <TimeText atMs={atMs} locale={locale} timeZone={timeZone} withTime />;
}
