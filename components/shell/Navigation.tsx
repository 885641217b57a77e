"use client";

import { ContactRound } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

const entries = [{ href: "/admin/contacts", label: "Contacts", Icon: ContactRound }];

export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="px-3 py-2">
      <ul className="flex flex-col gap-0.5">
        {entries.map(({ href, label, Icon }) => (
          <li key={href}>
            <Link
              href={href}
              onClick={onNavigate}
              aria-current={pathname.startsWith(href) ? "page" : undefined}
              className="flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-accent-ink max-lg:h-10"
            >
              <Icon aria-hidden className="size-4" />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
