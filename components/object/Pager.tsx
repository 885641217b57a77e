"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { useFormats } from "../i18n/useFormats";
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
  const t = useTranslations("objects");
  return (
    <nav
      aria-label={t("pages")}
      className="flex h-13 shrink-0 items-center gap-2 border-t px-4 text-sm text-ink-soft sm:gap-3 sm:px-6"
    >
      <Range page={page} size={size} shown={shown} total={total} />
      <ChoiceMenu
        label={t("rowsPerPage")}
        quiet
        className="max-sm:hidden"
        value={String(size)}
        options={sizes.map((value) => ({ value: String(value), label: t("perPage", { count: value }) }))}
        onChange={(value) => onSize(Number(value))}
      />
      <div className="flex gap-1">
        <Button
          size="icon"
          aria-label={t("previousPage")}
          disabled={page <= 1}
          onClick={() => onPage(page - 1)}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <Button size="icon" aria-label={t("nextPage")} disabled={!hasMore} onClick={() => onPage(page + 1)}>
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  );
}

function Range({ page, size, shown, total }: Pick<PagerProps, "page" | "size" | "shown" | "total">) {
  const t = useTranslations("objects");
  const { number } = useFormats();
  const first = (page - 1) * size + 1;
  const rows = shown === 0 ? "0" : `${number(first)}–${number(first + shown - 1)}`;
  return (
    <p role="status" className="mr-auto tabular-nums">
      {total === undefined ? rows : t("range", { rows, total: number(total) })}
    </p>
  );
}
