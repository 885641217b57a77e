"use client";

import { Search } from "lucide-react";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useMay } from "../session/useMay";
import { Kbd } from "../ui/Kbd";
import { type PageName, pageNames } from "./shortcuts";
import { useShortcuts } from "./useShortcuts";

const CommandPalette = lazy(async () => {
  const module = await import("./CommandPalette");
  return { default: module.CommandPalette };
});

const ShortcutHelp = lazy(async () => {
  const module = await import("./ShortcutHelp");
  return { default: module.ShortcutHelp };
});

/** The button of the palette, and the keys that work on every page. */
export function Palette() {
  const t = useTranslations("palette");
  const [open, setOpen] = useState<"palette" | "help">();
  const reachable = useReachable();
  const openPalette = useCallback(() => setOpen("palette"), []);
  const openHelp = useCallback(() => setOpen("help"), []);
  const close = () => setOpen(undefined);
  useShortcuts({ reachable, onPalette: openPalette, onHelp: openHelp });
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={openPalette}
        className="flex h-8 items-center gap-2 rounded-md px-2 text-sm text-ink-soft transition-colors hover:bg-sunken hover:text-ink md:border md:border-line md:bg-surface md:pr-1.5 md:text-ink-faint"
      >
        <Search aria-hidden className="size-4" />
        <span className="max-md:sr-only md:pr-8">{t("open")}</span>
        <span aria-hidden className="flex gap-0.5 max-md:hidden">
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <Suspense>
        {open === "palette" ? <CommandPalette onClose={close} onHelp={openHelp} /> : null}
        {open === "help" ? <ShortcutHelp reachable={reachable} onClose={close} /> : null}
      </Suspense>
    </>
  );
}

function useReachable(): readonly PageName[] {
  const mayAudit = useMay("audit:read");
  return useMemo(() => pageNames.filter((page) => page !== "audit" || mayAudit), [mayAudit]);
}
