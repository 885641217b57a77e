"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Skeleton } from "../ui/Skeleton";

interface SettingsFrameProps {
  /** Keys are not for everybody; before the session is open nobody knows for whom. */
  withKeys: boolean;
  children: ReactNode;
}

const pages = ["organization", "members", "keys"] as const;

/** What all settings share: the heading, the way between them, and one narrow column. */
export function SettingsFrame({ withKeys, children }: SettingsFrameProps) {
  const t = useTranslations("settings");
  const pathname = usePathname();
  const hrefOf = (page: string) => `/admin/settings/${page}`;
  return (
    <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
      <div className="shrink-0 border-b px-4 pt-4 sm:px-6">
        <h1 className="text-xl font-semibold tracking-tight">{t("title")}</h1>
        <nav aria-label={t("title")} className="-mx-2 mt-2">
          <ul className="flex gap-1">
            {pages
              .filter((page) => withKeys || page !== "keys")
              .map((page) => (
                <li key={page}>
                  <Link
                    href={hrefOf(page)}
                    aria-current={pathname === hrefOf(page) ? "page" : undefined}
                    className="relative flex h-10 items-center rounded-md px-2 text-sm font-medium text-ink-soft transition-colors after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:rounded-full hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:text-accent-ink aria-[current=page]:after:bg-accent"
                  >
                    {t(`pages.${page}`)}
                  </Link>
                </li>
              ))}
          </ul>
        </nav>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="flex w-full max-w-5xl flex-col gap-9 px-4 py-6 sm:px-6 sm:py-8">{children}</div>
      </div>
    </main>
  );
}

export function SettingsSkeleton() {
  const t = useTranslations("settings");
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-3 w-3/5" />
      <Skeleton className="mt-2 h-56 w-full rounded-lg" />
    </div>
  );
}

interface SettingsSectionProps {
  title: string;
  /** Why this is here, in a sentence. */
  about: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

export function SettingsSection({ title, about, action, children }: SettingsSectionProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-4">
      <header className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
          <p className="mt-0.5 max-w-prose text-sm text-ink-soft">{about}</p>
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
