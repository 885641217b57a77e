"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Skeleton } from "../ui/Skeleton";

const SKELETON_ENTRIES = 9;

/** The heading and what narrows the log; what is below them scrolls. */
export function AuditFrame({ toolbar, children }: { toolbar: ReactNode; children: ReactNode }) {
  const t = useTranslations("audit");
  return (
    <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
      <div className="shrink-0 px-4 pb-3 pt-4 sm:px-6">
        <h1 className="text-xl font-semibold tracking-tight">{t("page.title")}</h1>
        <p className="mt-0.5 max-w-prose text-sm text-ink-soft">{t("page.about")}</p>
      </div>
      {toolbar}
      {children}
    </main>
  );
}

export function AuditScroll({ children }: { children: ReactNode }) {
  return (
    // In the order of the Tab key, because a log of entries without links could not be scrolled by keyboard.
    <div
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto overscroll-contain border-t -outline-offset-2"
    >
      <div className="w-full max-w-4xl px-4 pb-10 sm:px-6">{children}</div>
    </div>
  );
}

export function AuditSkeleton() {
  const t = useTranslations("audit");
  return (
    <AuditScroll>
      <p role="status" className="sr-only">
        {t("page.loading")}
      </p>
      <Skeleton className="mb-5 mt-6 h-3 w-32" />
      <div className="flex flex-col gap-5">
        {Array.from({ length: SKELETON_ENTRIES }, (_, index) => (
          <div key={index} className="flex gap-3">
            <Skeleton round className="size-6" />
            <div className="flex flex-1 flex-col gap-2 pt-1.5">
              <Skeleton className="h-3 w-3/5" />
              <Skeleton className="h-2.5 w-16" />
            </div>
          </div>
        ))}
      </div>
    </AuditScroll>
  );
}

/** The page before its session is open; everything stands where it will stand. */
export function AuditPlaceholder() {
  return (
    <AuditFrame
      toolbar={
        <div className="flex shrink-0 flex-wrap gap-2 px-4 pb-3 sm:px-6">
          <Skeleton className="h-9 w-full rounded-md sm:w-80" />
          <Skeleton className="h-9 w-full rounded-md sm:w-80" />
        </div>
      }
    >
      <AuditSkeleton />
    </AuditFrame>
  );
}
