"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "../ui/Button";
import { ChoiceMenu } from "../ui/ChoiceMenu";

interface PagerProps {
  page: number;
  size: number;
  shown: number;
  /** Exact, or nothing when it is not counted. */
  total: number | undefined;
  hasMore: boolean;
  sizes: readonly number[];
  onPage: (page: number) => void;
  onSize: (size: number) => void;
}

export function Pager({ page, size, shown, total, hasMore, sizes, onPage, onSize }: PagerProps) {
  return (
    <nav
      aria-label="Pages"
      className="flex h-13 shrink-0 items-center gap-2 border-t px-4 text-sm text-ink-soft sm:gap-3 sm:px-6"
    >
      <p role="status" className="mr-auto tabular-nums">
        {range({ page, size, shown, total })}
      </p>
      <ChoiceMenu
        label="Rows per page"
        quiet
        className="max-sm:hidden"
        value={String(size)}
        options={sizes.map((value) => ({ value: String(value), label: `${value} per page` }))}
        onChange={(value) => onSize(Number(value))}
      />
      <div className="flex gap-1">
        <Button size="icon" aria-label="Previous page" disabled={page <= 1} onClick={() => onPage(page - 1)}>
          <ChevronLeft aria-hidden />
        </Button>
        <Button size="icon" aria-label="Next page" disabled={!hasMore} onClick={() => onPage(page + 1)}>
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}

const numbers = new Intl.NumberFormat("en");

function range({ page, size, shown, total }: Pick<PagerProps, "page" | "size" | "shown" | "total">): string {
  const first = (page - 1) * size + 1;
  const rows = shown === 0 ? "0" : `${numbers.format(first)}–${numbers.format(first + shown - 1)}`;
  return total === undefined ? rows : `${rows} of ${numbers.format(total)}`;
}
