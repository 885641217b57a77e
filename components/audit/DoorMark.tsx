"use client";

import { CircleUserRound, KeyRound, MonitorSmartphone, Settings2 } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { AuditAction } from "./auditTexts";

const icons = {
  user: CircleUserRound,
  frontendUser: MonitorSmartphone,
  apiKey: KeyRound,
  system: Settings2,
} as const;

/** By which door somebody came: the dashboard, the portal, the API, or none. */
export function DoorMark({ kind }: { kind: AuditAction["actor"]["kind"] }) {
  const t = useTranslations("audit");
  const Icon = icons[kind];
  return (
    <span
      title={t(`doors.${kind}`)}
      className="grid size-6 shrink-0 place-items-center rounded-full border bg-surface text-ink-faint"
    >
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{t(`doors.${kind}`)}: </span>
    </span>
  );
}
