"use client";

import { CloudOff } from "lucide-react";
import { type Connection, useConnection } from "../live/useConnection";
import { classNames } from "../ui/classNames";

const words: Record<Connection, { label: string; explanation: string; dot: string }> = {
  live: { label: "Live", explanation: "Changes appear here as they happen.", dot: "bg-accent" },
  connecting: { label: "Connecting…", explanation: "The connection is being made.", dot: "bg-ink-faint" },
  reconnecting: { label: "Reconnecting…", explanation: "You see what was last received.", dot: "bg-copper" },
  offline: { label: "Offline", explanation: "This device has no network connection.", dot: "bg-danger" },
};

export function ConnectionState() {
  const { label, explanation, dot } = words[useConnection()];
  return (
    <p title={explanation} className="flex h-8 items-center gap-2 px-2.5 text-xs font-medium text-ink-soft">
      <span aria-hidden className={classNames("size-2 rounded-full", dot)} />
      <span className="sr-only">Connection: </span>
      {label}
    </p>
  );
}

/** Floats above the page instead of pushing it down, because a short break should move nothing. */
export function ConnectionNotice() {
  const connection = useConnection();
  const isBroken = connection === "offline" || connection === "reconnecting";
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-16 z-20 flex justify-center">
      {isBroken ? (
        <p className="flex animate-rise items-center gap-2 rounded-full border border-line bg-raised px-3.5 py-1.5 text-sm text-ink shadow-pop">
          <CloudOff aria-hidden className="size-4 text-copper-ink" />
          {connection === "offline" ? "You are offline." : "Reconnecting…"} You see what was last received.
        </p>
      ) : null}
    </div>
  );
}
