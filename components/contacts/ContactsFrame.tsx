"use client";

import type { ReactNode } from "react";
import type { ObjectWords } from "../object/objectWords";
import { TableSkeleton } from "../object/ObjectTable";
import { Skeleton } from "../ui/Skeleton";
import { contactColumns } from "./contactColumns";

const numbers = new Intl.NumberFormat("en");
const SKELETON_ROWS = 14;

export function ContactsHeader({ total, children }: { total: number | undefined; children: ReactNode }) {
  return (
    <div className="flex shrink-0 items-center gap-3 px-4 pb-3 pt-4 sm:px-6">
      <h1 className="text-xl font-semibold tracking-tight">Contacts</h1>
      {total === undefined ? null : (
        <span className="rounded-full bg-sunken px-2 py-px text-xs tabular-nums text-ink-soft">
          {numbers.format(total)}
          <span className="sr-only"> in this list</span>
        </span>
      )}
      <div className="ml-auto">{children}</div>
    </div>
  );
}

export function ContactsSkeletonRows({ words }: { words: ObjectWords }) {
  return (
    <div className="@container min-h-0 flex-1 overflow-hidden">
      <p role="status" className="sr-only">
        Contacts are loading.
      </p>
      <TableSkeleton columns={contactColumns(words)} rows={SKELETON_ROWS} />
    </div>
  );
}

/** The page before its session is open; everything stands where it will stand. */
export function ContactsPlaceholder({ words }: { words: ObjectWords }) {
  return (
    <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
      <ContactsHeader total={undefined}>
        <Skeleton className="h-8 w-31" />
      </ContactsHeader>
      <div className="flex shrink-0 flex-wrap gap-2 px-4 pb-3 sm:px-6">
        <Skeleton className="h-9 w-full rounded-md sm:w-72" />
        <Skeleton className="h-9 w-72 rounded-md max-sm:w-full" />
      </div>
      <ContactsSkeletonRows words={words} />
    </main>
  );
}
