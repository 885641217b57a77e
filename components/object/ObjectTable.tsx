"use client";

import { type KeyboardEvent, type MouseEvent, type ReactNode, useMemo } from "react";
import { classNames } from "../ui/classNames";
import { Skeleton } from "../ui/Skeleton";
import { TableHead } from "./ObjectTableHead";
import { cellClass, TableRow } from "./ObjectTableRow";

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

/** Rows that are chosen, for something that is done with all of them. */
export interface RowChoice {
  has: (key: string) => boolean;
  /** With `range`, everything between this row and the last one that was chosen. */
  toggle: (key: string, range: boolean) => void;
  /** Of the rows on this page. */
  state: "none" | "some" | "all";
  togglePage: () => void;
}

interface ObjectTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What a row is called. */
  rowName: (row: Row) => string;
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
  /** Absent where there is nothing to do with several rows. */
  choice?: RowChoice | undefined;
}

/**
 * A table of objects, drawn from column definitions: rows open with a click, or with arrows and Enter, and are chosen
 * with their box, with Space or x. Rows hear nothing themselves and keep their cells, so that one click in a list of
 * two hundred draws the two rows that it changes.
 */
export function ObjectTable<Row>(props: ObjectTableProps<Row>) {
  const { caption, columns, rows, rowKey, sort = "", onSort, isStale = false, choice } = props;
  const { rowName, rowHref, selectedKey, freshKeys } = props;
  const cells = useMemo(() => rows.map((row) => columns.map(({ cell }) => cell(row))), [rows, columns]);
  const openRow = (key: string) => {
    const row = rows.find((candidate) => rowKey(candidate) === key);
    if (row !== undefined) props.onOpen(row);
  };
  return (
    <table
      aria-busy={isStale}
      className="w-full table-fixed border-separate border-spacing-0 text-left text-sm"
    >
      <caption className="sr-only">{caption}</caption>
      <TableHead columns={columns} sort={sort} onSort={onSort} choice={choice} />
      <tbody
        onClick={(event) => pressRow(event, openRow, choice)}
        onKeyDown={(event) => moveOrChoose(event, choice)}
        className={classNames("transition-opacity", isStale && "opacity-60")}
      >
        {rows.map((row, index) => {
          const key = rowKey(row);
          return (
            <TableRow
              key={key}
              id={key}
              name={rowName(row)}
              href={rowHref(row)}
              places={columns}
              cells={cells[index] ?? []}
              isOpen={key === selectedKey}
              isFresh={freshKeys?.has(key) ?? false}
              isChosen={choice?.has(key)}
            />
          );
        })}
      </tbody>
    </table>
  );
}

/** The link of a row that is on the page, for whoever brings the reader back to it. */
export function findRowLink(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-row-link="${CSS.escape(key)}"]`);
}

interface TableSkeletonProps<Row> {
  columns: readonly Column<Row>[];
  rows: number;
  isChoosable?: boolean;
}

/** Rows of the height of real ones, for the time before the first answer. */
export function TableSkeleton<Row>({ columns, rows, isChoosable = false }: TableSkeletonProps<Row>) {
  return (
    <table aria-hidden className="w-full table-fixed border-separate border-spacing-0 text-left text-sm">
      <TableHead columns={columns} sort="" onSort={undefined} isQuiet={isChoosable} />
      <tbody>
        {Array.from({ length: rows }, (_, index) => (
          <tr key={index}>
            {isChoosable ? <td className={cellClass} /> : null}
            {columns.map(({ key, className, skeletonClass }) => (
              <td key={key} className={classNames(cellClass, className)}>
                <Skeleton className={skeletonClass ?? "h-3 w-3/5"} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function pressRow(
  event: MouseEvent<HTMLElement>,
  openRow: (key: string) => void,
  choice: RowChoice | undefined,
): void {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const key = target.closest("tr")?.dataset.row;
  if (key === undefined) return;
  if (target.closest("[data-choose]") !== null) {
    // A press on the label around the box is repeated on the box itself.
    if (target instanceof HTMLInputElement) choice?.toggle(key, event.shiftKey);
    return;
  }
  const isLink = target.closest("[data-row-link]") !== null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || (!isLink && isTextSelected())) return;
  event.preventDefault();
  openRow(key);
}

/** Whoever marks text in a row wants to copy it, not to open the row. */
function isTextSelected(): boolean {
  return (window.getSelection()?.toString() ?? "") !== "";
}

function moveOrChoose(event: KeyboardEvent<HTMLElement>, choice: RowChoice | undefined): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row-link]")];
  const current = links.findIndex((link) => link === document.activeElement);
  const key = links[current]?.dataset.rowLink;
  if (key === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.key === " " || event.key.toLowerCase() === "x") {
    event.preventDefault();
    return choice?.toggle(key, event.shiftKey);
  }
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
