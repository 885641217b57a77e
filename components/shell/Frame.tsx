"use client";

import { Menu } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Logo } from "../brand/Logo";
import { Button } from "../ui/Button";
import { Navigation, type NavigationEntry } from "./Navigation";

interface FrameProps {
  entries: readonly NavigationEntry[];
  organization: ReactNode;
  tools: ReactNode;
  notice: ReactNode;
  children: ReactNode;
}

export function Frame({ entries, organization, tools, notice, children }: FrameProps) {
  const t = useTranslations("shell");
  return (
    <div className="grid h-dvh lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed left-3 top-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 text-sm font-medium text-on-accent focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <aside aria-label={t("sidebar")} className="hidden flex-col border-r lg:flex">
        <div className="flex h-(--bar-height) items-center px-3">{organization}</div>
        <Navigation entries={entries} />
        <div className="mt-auto px-5 py-4 opacity-80">
          <Logo small />
        </div>
      </aside>
      <div className="flex min-h-0 min-w-0 flex-col bg-surface">
        <header className="flex h-(--bar-height) shrink-0 items-center gap-1 border-b border-line px-3 sm:px-5 ">
          <Drawer entries={entries}>{organization}</Drawer>
          <div className="ml-auto flex items-center gap-1">{tools}</div>
        </header>
        {children}
      </div>
      {notice}
    </div>
  );
}

/** On narrow screens the navigation waits behind a button. */
function Drawer({ entries, children }: Pick<FrameProps, "entries" | "children">) {
  const t = useTranslations("shell");
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <Button kind="quiet" size="icon" aria-label={t("navigation")} className="-ml-1 lg:hidden">
          <Menu aria-hidden />
        </Button>
      </Radix.Trigger>
      <div className="min-w-0 lg:hidden">{children}</div>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim lg:hidden" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[85vw] flex-col bg-raised shadow-modal outline-none lg:hidden"
        >
          <Radix.Title className="flex h-(--bar-height) items-center px-5">
            <Logo small />
            <span className="sr-only">{t("navigation")}</span>
          </Radix.Title>
          <Navigation entries={entries} onNavigate={() => setOpen(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
