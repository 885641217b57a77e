"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { classNames } from "../ui/classNames";
import type { RowChoice } from "./ObjectTable";
import { choiceClass } from "./ObjectTableRow";

interface TableHeadProps {
  columns: readonly { key: string; title: string; className: string; sortField?: string }[];
  sort: string;
  onSort: ((sort: string) => void) | undefined;
  choice?: RowChoice | undefined;
  /** Keeps the place of the boxes while there are no rows yet. */
  isQuiet?: boolean;
}

const headClass = "sticky top-0 z-10 h-9 border-b bg-surface text-xs font-medium text-ink-faint";

export function TableHead({ columns, sort, onSort, choice, isQuiet = false }: TableHeadProps) {
  return (
    <thead>
      <tr>
        {isQuiet ? <td className={classNames(headClass, choiceClass)} /> : null}
        {choice === undefined ? null : (
          <td className={classNames(headClass, choiceClass)}>
            <PageBox choice={choice} />
          </td>
        )}
        {columns.map(({ key, title, className, sortField }) => (
          <th
            key={key}
            scope="col"
            aria-sort={ariaSort(sort, sortField)}
            className={classNames(
              headClass,
              "px-3 first:pl-4 last:pr-4 @2xl:first:pl-6 @2xl:last:pr-6",
              className,
            )}
          >
            {sortField === undefined || onSort === undefined ? (
              title
            ) : (
              <SortButton title={title} field={sortField} sort={sort} onSort={onSort} />
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function PageBox({ choice }: { choice: RowChoice }) {
  const t = useTranslations("objects");
  return (
    <label className="flex h-9 items-center">
      <input
        type="checkbox"
        aria-label={t("choosePage")}
        checked={choice.state === "all"}
        // The third state of a box has no attribute.
        ref={(input) => {
          if (input !== null) input.indeterminate = choice.state === "some";
        }}
        onChange={choice.togglePage}
        className="size-4 accent-(--accent)"
      />
    </label>
  );
}

interface SortButtonProps {
  title: string;
  field: string;
  sort: string;
  onSort: (sort: string) => void;
}

function SortButton({ title, field, sort, onSort }: SortButtonProps) {
  const direction = ariaSort(sort, field);
  const Icon = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={() => onSort(direction === "ascending" ? `-${field}` : field)}
      className="group -mx-1.5 inline-flex h-6 items-center gap-1 rounded-sm px-1.5 hover:bg-sunken hover:text-ink"
    >
      {title}
      <Icon
        aria-hidden
        className={classNames("size-3.5", direction === undefined && "opacity-0 group-hover:opacity-60")}
      />
    </button>
  );
}

function ariaSort(sort: string, field: string | undefined): "ascending" | "descending" | undefined {
  if (field === undefined) return undefined;
  if (sort === field) return "ascending";
  return sort === `-${field}` ? "descending" : undefined;
}
