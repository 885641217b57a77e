"use client";

import { Check, ChevronRight, Copy } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Avatar } from "../../ui/Avatar";
import { useCopied } from "../../ui/useCopied";

export const linkClass = "rounded-sm text-accent-ink underline-offset-2 hover:underline";

interface SheetHeadProps {
  name: string;
  /** What stands below the name. */
  about: ReactNode;
  marks: ReactNode;
}

export function SheetHead({ name, about, marks }: SheetHeadProps) {
  return (
    <>
      <div className="flex items-center gap-4 px-5 pb-5 pt-6">
        <Avatar name={name} size="lg" />
        <div className="min-w-0">
          <h2 dir="auto" className="truncate text-left text-xl font-semibold tracking-tight">
            {name}
          </h2>
          <p className="truncate text-base text-ink-soft">{about}</p>
        </div>
      </div>
      <div className="flex items-center gap-3 border-b px-5 pb-5 text-sm">{marks}</div>
    </>
  );
}

export function Entries({ children }: { children: ReactNode }) {
  return <dl className="flex flex-col gap-0.5 border-b px-5 py-4 last:border-b-0">{children}</dl>;
}

export function Entry({ title, children }: { title: string | undefined; children: ReactNode }) {
  const isEmpty = children === null || children === undefined || children === "";
  return (
    <div className="flex min-h-8 items-start gap-3 py-1.5 text-sm">
      <dt className="w-24 shrink-0 hyphens-auto break-words text-ink-faint">{title}</dt>
      <dd className="flex min-w-0 flex-1 break-words text-ink">
        {isEmpty ? <span className="text-ink-faint">–</span> : children}
      </dd>
    </div>
  );
}

interface PartProps {
  title: string;
  /** Beside the title. */
  action?: ReactNode;
  children: ReactNode;
}

export function Part({ title, action, children }: PartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-b px-5 py-4 last:border-b-0">
      <div className="mb-1.5 flex min-h-8 items-center justify-between gap-2">
        <h3 id={id} className="text-sm font-medium text-ink-faint">
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  );
}

/** A part that nobody waits for until they open it: what is in it loads then. */
export function FoldedPart({ title, children }: { title: string; children: () => ReactNode }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="border-b px-3 py-3 last:border-b-0">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="group flex h-8 w-full items-center gap-1 rounded-md px-2 text-left text-sm font-medium text-ink-faint hover:bg-sunken hover:text-ink"
        >
          <ChevronRight aria-hidden className="size-4 transition-transform group-aria-expanded:rotate-90" />
          {title}
        </button>
      </h3>
      <div id={id} hidden={!isOpen} className="px-2 pt-2">
        {isOpen ? children() : null}
      </div>
    </section>
  );
}

/** Shows its button on hover and focus, and always where there is no pointer to hover with. */
export function Copyable({ text, children }: { text: string; children: ReactNode }) {
  const t = useTranslations("objects");
  const common = useTranslations("common");
  const { isCopied, copy } = useCopied(text);
  const Icon = isCopied ? Check : Copy;
  return (
    <span className="group/copy flex min-w-0 items-center gap-1.5">
      {children}
      <button
        type="button"
        aria-label={isCopied ? common("copied") : t("copy", { text })}
        onClick={copy}
        className="shrink-0 rounded-sm p-0.5 text-ink-faint hover:bg-sunken hover:text-ink focus-visible:opacity-100 group-hover/copy:opacity-100 [@media(hover:hover)]:opacity-0 [@media(hover:hover)]:group-hover/copy:opacity-100 [@media(hover:hover)]:focus-visible:opacity-100"
      >
        <Icon aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
