"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import { classNames } from "../ui/classNames";
import { Skeleton } from "../ui/Skeleton";

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Width and visibility. The layout is fixed, so that a new row never moves a column. */
  className: string;
  /** The field this column sorts by; without one its title is plain text. */
  sortField?: string;
  skeletonClass?: string;
}

interface ObjectTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The first column links here, so that a row can be opened in another tab, too. */
  rowHref: (row: Row) => string;
  onOpen: (row: Row) => void;
  selectedKey?: string | undefined;
  freshKeys?: ReadonlySet<string>;
  /** `field` or `-field`. */
  sort?: string;
  /** Absent where the order is not for the reader to choose. */
  onSort?: (sort: string) => void;
  /** The rows still answer an earlier question. */
  isStale?: boolean;
}

/** A table of objects, drawn from column definitions: rows open with a click, or with arrows and Enter. */
export function ObjectTable<Row>(props: ObjectTableProps<Row>) {
  const { caption, columns, rows, rowKey, sort = "", onSort, isStale = false } = props;
  return (
    <table
      aria-busy={isStale}
      className="w-full table-fixed border-separate border-spacing-0 text-left text-sm"
    >
      <caption className="sr-only">{caption}</caption>
      <TableHead columns={columns} sort={sort} onSort={onSort} />
      <tbody
        onKeyDown={moveBetweenRows}
        className={classNames("transition-opacity", isStale && "opacity-60")}
      >
        {rows.map((row) => (
          <TableRow key={rowKey(row)} row={row} table={props} />
        ))}
      </tbody>
    </table>
  );
}

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[];
  sort: string;
  onSort: ((sort: string) => void) | undefined;
}

function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr>
        {columns.map(({ key, title, className, sortField }) => (
          <th
            key={key}
            scope="col"
            aria-sort={ariaSort(sort, sortField)}
            className={classNames(
              "sticky top-0 z-10 h-9 border-b bg-surface px-3 text-xs font-medium text-ink-faint first:pl-4 last:pr-4 @2xl:first:pl-6 @2xl:last:pr-6",
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

function TableRow<Row>({ row, table }: { row: Row; table: ObjectTableProps<Row> }) {
  const { columns, rowKey, rowHref, onOpen, selectedKey, freshKeys } = table;
  const key = rowKey(row);
  const openHere = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(row);
  };
  return (
    <tr
      data-selected={key === selectedKey || undefined}
      onClick={(event) => (isTextSelected() ? undefined : openHere(event))}
      className={classNames(
        "group/row cursor-default transition-colors duration-75 hover:bg-hover data-selected:bg-selected",
        "has-[a:focus-visible]:bg-hover has-[a:focus-visible]:shadow-[inset_2px_0_0_var(--accent)]",
        freshKeys?.has(key) && "animate-arrive",
      )}
    >
      {columns.map((column, index) => (
        <td
          key={column.key}
          className={classNames(
            "h-14 overflow-hidden border-b @2xl:h-11 px-3 first:pl-4 last:pr-4 @2xl:first:pl-6 @2xl:last:pr-6",
            column.className,
          )}
        >
          {index === 0 ? (
            <a
              href={rowHref(row)}
              data-row-link={key}
              aria-current={key === selectedKey || undefined}
              onClick={(event) => {
                // The row would open it a second time.
                event.stopPropagation();
                openHere(event);
              }}
              className="block rounded-sm focus-visible:outline-offset-4"
            >
              {column.cell(row)}
            </a>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

/** Rows of the height of real ones, for the time before the first answer. */
export function TableSkeleton<Row>({ columns, rows }: { columns: readonly Column<Row>[]; rows: number }) {
  return (
    <table aria-hidden className="w-full table-fixed border-separate border-spacing-0 text-left text-sm">
      <TableHead columns={columns} sort="" onSort={undefined} />
      <tbody>
        {Array.from({ length: rows }, (_, index) => (
          <tr key={index}>
            {columns.map(({ key, className, skeletonClass }) => (
              <td
                key={key}
                className={classNames(
                  "h-14 border-b @2xl:h-11 px-3 first:pl-4 last:pr-4 @2xl:first:pl-6 @2xl:last:pr-6",
                  className,
                )}
              >
                <Skeleton className={skeletonClass ?? "h-3 w-3/5"} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ariaSort(sort: string, field: string | undefined): "ascending" | "descending" | undefined {
  if (field === undefined) return undefined;
  if (sort === field) return "ascending";
  return sort === `-${field}` ? "descending" : undefined;
}

/** The link of a row that is on the page, for whoever brings the reader back to it. */
export function findRowLink(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-row-link="${CSS.escape(key)}"]`);
}

/** Whoever marks text in a row wants to copy it, not to open the row. */
function isTextSelected(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}

function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row-link]")];
  const current = links.findIndex((link) => link === document.activeElement);
  if (current < 0) return;
  const targets: Partial<Record<string, number>> = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    Home: 0,
    End: links.length - 1,
  };
  const target = links[targets[event.key] ?? -1];
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
}
