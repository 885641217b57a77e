"use client";

import { CloudOff } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { type Connection, useConnection } from "../live/useConnection";
import { classNames } from "../ui/classNames";

const dots: Record<Connection, string> = {
  live: "bg-accent",
  connecting: "bg-ink-faint",
  reconnecting: "bg-copper",
  offline: "bg-danger",
};

export function ConnectionState() {
  const t = useTranslations("shell");
  const connection = useConnection();
  return (
    <p
      title={t(`${connection}.explanation`)}
      className="flex h-8 items-center gap-2 px-2.5 text-xs font-medium text-ink-soft"
    >
      <span aria-hidden className={classNames("size-2 rounded-full", dots[connection])} />
      <span className="sr-only">{t("connection")} </span>
      {t(`${connection}.label`)}
    </p>
  );
}

/** Floats above the page instead of pushing it down, because a short break should move nothing. */
export function ConnectionNotice() {
  const t = useTranslations("shell");
  const connection = useConnection();
  const isBroken = connection === "offline" || connection === "reconnecting";
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-16 z-20 flex justify-center">
      {isBroken ? (
        <p className="flex animate-rise items-center gap-2 rounded-full border border-line bg-raised px-3.5 py-1.5 text-sm text-ink shadow-pop">
          <CloudOff aria-hidden className="size-4 text-copper-ink" />
          {t(connection === "offline" ? "offlineNotice" : "reconnectingNotice")}
        </p>
      ) : null}
    </div>
  );
}
