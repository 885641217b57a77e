"use client";

import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl/react";

export interface NavigationEntry {
  href: string;
  label: string;
  Icon: LucideIcon;
  /** For the home of an area, below which all its other pages lie. */
  isExact?: boolean;
}

interface NavigationProps {
  entries: readonly NavigationEntry[];
  onNavigate?: () => void;
}

export function Navigation({ entries, onNavigate }: NavigationProps) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const isHere = ({ href, isExact }: NavigationEntry) =>
    isExact === true ? pathname === href : pathname.startsWith(href);
  return (
    <nav aria-label={t("main")} className="px-3 py-2">
      <ul className="flex flex-col gap-0.5">
        {entries.map((entry) => (
          <li key={entry.href}>
            <Link
              href={entry.href}
              onClick={onNavigate}
              aria-current={isHere(entry) ? "page" : undefined}
              className="flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-accent-ink max-lg:h-10"
            >
              <entry.Icon aria-hidden className="size-4" />
              {entry.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
