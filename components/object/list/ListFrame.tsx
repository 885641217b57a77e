"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { useFormats } from "../../i18n/useFormats";
import { capitalized } from "../../ui/capitalized";
import { classNames } from "../../ui/classNames";
import { Skeleton } from "../../ui/Skeleton";
import { type Column, TableSkeleton } from "../ObjectTable";
import type { ObjectWords } from "../objectWords";

const SKELETON_ROWS = 14;

interface ListHeaderProps {
  words: ObjectWords;
  count: ReactNode;
  children: ReactNode;
}

export function ListHeader({ words, count, children }: ListHeaderProps) {
  return (
    <div className="flex min-h-15 shrink-0 items-center gap-3 px-4 pb-3 pt-4 sm:px-6">
      <h1 className="text-xl font-semibold tracking-tight">{capitalized(words.plural)}</h1>
      {count}
      <div className="ml-auto">{children}</div>
    </div>
  );
}

export function ListCount({ total }: { total: number | undefined }) {
  const t = useTranslations("objects");
  const { number } = useFormats();
  if (total === undefined) return null;
  return (
    <span className="rounded-full bg-sunken px-2 py-px text-xs tabular-nums text-ink-soft">
      {number(total)}
      <span className="sr-only"> {t("inThisList")}</span>
    </span>
  );
}

interface SkeletonProps<Row> {
  words: ObjectWords;
  columns: readonly Column<Row>[];
}

export function ListSkeletonRows<Row>({ words, columns }: SkeletonProps<Row>) {
  const t = useTranslations("objects");
  return (
    <div className="@container min-h-0 flex-1 overflow-hidden">
      <p role="status" className="sr-only">
        {t("loading", { plural: capitalized(words.plural) })}
      </p>
      <TableSkeleton columns={columns} rows={SKELETON_ROWS} isChoosable />
    </div>
  );
}

/** The page before its session is open; everything stands where it will stand. */
export function ListPlaceholder<Row>({ words, columns }: SkeletonProps<Row>) {
  return (
    <ListMain hasSheet={false}>
      <ListHeader words={words} count={null}>
        <Skeleton className="h-8 w-31" />
      </ListHeader>
      <div className="flex shrink-0 flex-wrap gap-2 px-4 pb-3 sm:px-6">
        <Skeleton className="h-9 w-full rounded-md sm:w-90" />
        <Skeleton className="h-9 w-72 rounded-md max-sm:w-full" />
      </div>
      <ListSkeletonRows words={words} columns={columns} />
    </ListMain>
  );
}

interface ListMainProps {
  /** The sheet of an open object stands beside the list where there is room for both. */
  hasSheet: boolean;
  children: ReactNode;
}

export function ListMain({ hasSheet, children }: ListMainProps) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className={classNames("flex min-h-0 flex-1 flex-col outline-none", hasSheet && "xl:pr-(--sheet-width)")}
    >
      {children}
    </main>
  );
}
