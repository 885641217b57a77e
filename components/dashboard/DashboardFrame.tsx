"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Skeleton } from "../ui/Skeleton";

export function DashboardFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("dashboard");
  return (
    // In the order of the Tab key, because without a link in it a long page could not be scrolled by keyboard.
    <main id="content" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <div className="flex w-full max-w-6xl flex-col gap-5 px-4 py-4 sm:px-6 sm:pb-10">
        <h1 className="text-xl font-semibold tracking-tight">{t("title")}</h1>
        {children}
      </div>
    </main>
  );
}

/** Three figures beside each other, where there is room. */
export function FigureRow({ children }: { children: ReactNode }) {
  return <div className="grid gap-3 sm:grid-cols-3">{children}</div>;
}

/** The chart beside what happened last, or above it. */
export function PanelRow({ children }: { children: ReactNode }) {
  return <div className="grid gap-3 xl:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)]">{children}</div>;
}

interface PanelProps {
  title: string;
  about?: string;
  action?: ReactNode;
  children: ReactNode;
}

export function Panel({ title, about, action, children }: PanelProps) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col rounded-lg border bg-surface p-5">
      <header className="flex min-h-8 items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 className="text-base font-semibold">{title}</h2>
          {about === undefined ? null : <p className="text-sm text-ink-soft">{about}</p>}
        </div>
        {action}
      </header>
      <div className="mt-4 min-w-0 flex-1">{children}</div>
    </section>
  );
}

/** The page before its session is open; everything stands where it will stand. */
export function DashboardPlaceholder() {
  return (
    <DashboardFrame>
      <DashboardSkeleton />
    </DashboardFrame>
  );
}

export function DashboardSkeleton() {
  const t = useTranslations("dashboard");
  return (
    <>
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <FigureRow>
        {["contacts", "organizations", "clients"].map((name) => (
          <Skeleton key={name} className="h-27.5 rounded-lg" />
        ))}
      </FigureRow>
      <PanelRow>
        <Skeleton className="h-96 rounded-lg" />
        <Skeleton className="h-96 rounded-lg" />
      </PanelRow>
    </>
  );
}
