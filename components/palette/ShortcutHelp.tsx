"use client";

import { Fragment, type ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Dialog } from "../ui/Dialog";
import { Kbd } from "../ui/Kbd";
import { GO_KEY, type PageName, pages, type Shortcut, shortcutGroups } from "./shortcuts";

interface ShortcutHelpProps {
  /** The pages that the reader may open. */
  reachable: readonly PageName[];
  onClose: () => void;
}

export function ShortcutHelp({ reachable, onClose }: ShortcutHelpProps) {
  const t = useTranslations("palette");
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={t("help.title")}>
      <div className="grid gap-x-8 gap-y-6 overflow-y-auto px-5 py-5 sm:grid-cols-2" tabIndex={0}>
        {shortcutGroups.map(({ name, shortcuts }) => (
          <Group key={name} title={t(`help.${name}`)}>
            {shortcuts.map((shortcut) => (
              <Row key={shortcut.name} title={t(`help.${shortcut.name}`)}>
                <Combinations combinations={shortcut.combinations} />
              </Row>
            ))}
          </Group>
        ))}
        <Group title={t("groups.pages")}>
          {reachable.map((page) => (
            <Row key={page} title={t(`help.${page}`)}>
              <Kbd>{GO_KEY.toUpperCase()}</Kbd>
              <span className="text-xs text-ink-faint">{t("help.then")}</span>
              <Kbd>{pages[page].key.toUpperCase()}</Kbd>
            </Row>
          ))}
        </Group>
      </div>
    </Dialog>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1.5 text-xs font-medium text-ink-faint">{title}</h3>
      <dl className="flex flex-col">{children}</dl>
    </section>
  );
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-4 border-b border-line text-sm last:border-b-0">
      <dt>{title}</dt>
      <dd className="flex shrink-0 items-center gap-1">{children}</dd>
    </div>
  );
}

function Combinations({ combinations }: Pick<Shortcut, "combinations">) {
  const t = useTranslations("palette");
  return combinations.map((keys, index) => (
    <Fragment key={keys.join(" ")}>
      {index === 0 ? null : <span className="text-xs text-ink-faint">{t("help.or")}</span>}
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </Fragment>
  ));
}
