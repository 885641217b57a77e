"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useFormats } from "../i18n/useFormats";
import { ActionEntry } from "./ActionEntry";
import type { AuditAction, AuditTexts } from "./auditTexts";
import { dayOf } from "./days";
import { objectPage } from "./objectPages";

interface DayListProps {
  actions: readonly AuditAction[];
  texts: AuditTexts;
  timeZone: string;
}

/** Entries under the days on which they happened, where the organization is. */
export function DayList({ actions, texts, timeZone }: DayListProps) {
  const { date } = useFormats();
  return [...byDay(actions, timeZone)].map(([day, ofDay]) => (
    <section key={day} aria-label={date(ofDay[0]?.createdAt ?? 0)}>
      <h2 className="sticky top-0 z-10 -mx-1 bg-surface px-1 pb-2 pt-6 text-sm font-semibold">
        {date(ofDay[0]?.createdAt ?? 0)}
      </h2>
      <ol className="flex flex-col gap-4">
        {ofDay.map((action) => (
          <li key={action.id}>
            <ActionEntry
              action={action}
              texts={texts}
              place="log"
              what={(name) => <ObjectLink action={action}>{name}</ObjectLink>}
              time={<TimeOfDay atMs={action.createdAt} />}
            />
          </li>
        ))}
      </ol>
    </section>
  ));
}

function byDay(actions: readonly AuditAction[], timeZone: string): ReadonlyMap<string, AuditAction[]> {
  const days = new Map<string, AuditAction[]>();
  for (const action of actions) {
    const day = dayOf(action.createdAt, timeZone);
    days.set(day, [...(days.get(day) ?? []), action]);
  }
  return days;
}

/** Without a name it is gone, and its page with it. */
function ObjectLink({ action, children }: { action: AuditAction; children: ReactNode }) {
  const href = action.objectName === null ? undefined : objectPage(action.objectType, action.objectId);
  if (href === undefined) return <span className="font-medium text-ink">{children}</span>;
  return (
    <Link
      href={href}
      dir="auto"
      className="rounded-sm font-medium text-accent-ink underline-offset-2 hover:underline"
    >
      {children}
    </Link>
  );
}

function TimeOfDay({ atMs }: { atMs: number }) {
  const { moment, time } = useFormats();
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={moment(atMs)}
      className="whitespace-nowrap tabular-nums text-ink-faint"
    >
      {time(atMs)}
    </time>
  );
}
