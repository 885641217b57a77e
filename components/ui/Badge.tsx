import type { ReactNode } from "react";
import { classNames } from "./classNames";

const badgeClass =
  "inline-flex h-5 max-w-full items-center gap-1.5 truncate rounded-xs px-1.5 text-xs font-medium leading-none";

const toneClass = {
  neutral: "bg-sunken text-ink-soft",
  accent: "bg-accent-soft text-accent-ink",
  copper: "bg-copper-soft text-copper-ink",
  slate: "bg-slate-soft text-slate-ink",
};

export type BadgeTone = keyof typeof toneClass;

export function Badge({ tone = "neutral", children }: { tone?: BadgeTone | undefined; children: ReactNode }) {
  return <span className={classNames(badgeClass, toneClass[tone])}>{children}</span>;
}
