"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useFormats } from "../i18n/useFormats";

interface FigureProps {
  title: string;
  value: number;
  /** The list that it counts. */
  href: string;
  children: ReactNode;
}

export function Figure({ title, value, href, children }: FigureProps) {
  const { number } = useFormats();
  return (
    <Link
      href={href}
      className="flex flex-col rounded-lg border bg-surface px-5 py-4 transition-colors hover:border-line-strong hover:bg-hover"
    >
      <span className="text-sm font-medium text-ink-soft">{title}</span>
      <span className="mt-1 text-2xl font-semibold tracking-tight tabular-nums">{number(value)}</span>
      <span className="text-sm text-ink-faint">{children}</span>
    </Link>
  );
}
