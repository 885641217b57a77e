import { memo, type ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { classNames } from "../ui/classNames";

export const cellClass =
  "h-14 overflow-hidden border-b px-3 first:pl-4 last:pr-4 @2xl:h-11 @2xl:first:pl-6 @2xl:last:pr-6";

/** Of the column of boxes. The name stands close beside it. */
export const choiceClass = "w-9 pl-4 @2xl:w-12 @2xl:pl-6";

interface TableRowProps {
  id: string;
  name: string;
  href: string;
  places: readonly { key: string; className: string }[];
  cells: readonly ReactNode[];
  isOpen: boolean;
  isFresh: boolean;
  /** Undefined where rows cannot be chosen. */
  isChosen: boolean | undefined;
}

/** Its clicks and keys are heard by the table. */
export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { id, name, href, places, cells, isOpen, isFresh, isChosen } = props;
  return (
    <tr
      data-row={id}
      data-selected={isOpen || undefined}
      data-chosen={isChosen === true || undefined}
      className={classNames(
        "group/row cursor-default transition-colors duration-75 hover:bg-hover data-chosen:bg-selected data-selected:bg-selected",
        "has-[a:focus-visible]:bg-hover has-[a:focus-visible]:shadow-[inset_2px_0_0_var(--accent)]",
        isFresh && "animate-arrive",
      )}
    >
      {isChosen === undefined ? null : (
        <td className={classNames("border-b", choiceClass)}>
          <RowBox name={name} isChosen={isChosen} />
        </td>
      )}
      {places.map(({ key, className }, index) => (
        <td key={key} className={classNames(cellClass, className)}>
          {index === 0 ? (
            <a
              href={href}
              data-row-link={id}
              aria-current={isOpen || undefined}
              className="block rounded-sm focus-visible:outline-offset-4"
            >
              {cells[index]}
            </a>
          ) : (
            cells[index]
          )}
        </td>
      ))}
    </tr>
  );
});

/** The whole cell can be pressed. The arrow keys lead to rows, and Space on a row chooses it, so Tab passes the boxes by. */
function RowBox({ name, isChosen }: { name: string; isChosen: boolean }) {
  const t = useTranslations("objects");
  return (
    <label data-choose className="flex h-11 select-none items-center">
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={t("choose", { name })}
        checked={isChosen}
        readOnly
        className="size-4 accent-(--accent)"
      />
    </label>
  );
}
