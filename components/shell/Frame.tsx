"use client";

import { Menu } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Logo } from "../brand/Logo";
import { Button } from "../ui/Button";
import { ModalElement } from "../ui/ModalElement";
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
  const titleId = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t("navigation")}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="-ml-1 lg:hidden"
      >
        <Menu aria-hidden />
      </Button>
      <div className="min-w-0 lg:hidden">{children}</div>
      {open ? (
        <ModalElement
          onClose={() => setOpen(false)}
          labelledBy={titleId}
          className="right-auto left-0 top-0 h-dvh max-h-none w-72 max-w-[85vw] shadow-modal"
        >
          <h2 id={titleId} className="flex h-(--bar-height) items-center px-5">
            <Logo small />
            <span className="sr-only">{t("navigation")}</span>
          </h2>
          <Navigation entries={entries} onNavigate={() => setOpen(false)} />
        </ModalElement>
      ) : null}
    </>
  );
}
