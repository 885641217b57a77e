import { classNames } from "../ui/classNames";
import type { Column } from "./ObjectTable";

export interface PlainColumn<Row> extends Column<Row> {
  /** Where the cells say enough to those who see them. */
  isTitleHidden?: boolean;
}

interface PlainTableProps<Row> {
  caption: string;
  columns: readonly PlainColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** A row of something that is over. */
  isFaded?: (row: Row) => boolean;
}

/** A short table of things that have no page of their own: what can be done with them stands in their row. */
export function PlainTable<Row>({ caption, columns, rows, rowKey, isFaded }: PlainTableProps<Row>) {
  return (
    <div className="@container overflow-hidden rounded-lg border bg-surface">
      <table className="w-full table-fixed border-separate border-spacing-0 text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, className, isTitleHidden }) => (
              <th
                key={key}
                scope="col"
                className={classNames(
                  "h-9 bg-hover px-3 text-xs font-medium text-ink-faint first:pl-4 last:pr-3",
                  className,
                )}
              >
                {isTitleHidden === true ? <span className="sr-only">{title}</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={isFaded?.(row) === true ? "bg-hover" : undefined}>
              {columns.map(({ key, className, cell }) => (
                <td
                  key={key}
                  className={classNames("h-14 border-t px-3 py-2 first:pl-4 last:pr-3", className)}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
