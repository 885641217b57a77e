"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { useFormats } from "../i18n/useFormats";
import type { ObjectWords } from "../object/objectWords";
import { classNames } from "../ui/classNames";
import { Panel } from "./DashboardFrame";
import { type Column, type Growth, growthOf, type Week } from "./growth";
import { GrowthTable } from "./GrowthTable";

interface GrowthChartProps {
  weeks: readonly Week[];
  subtypes: ObjectWords["subtypes"];
}

/** The tones of the badges of the same subtypes. */
const fills: Readonly<Partial<Record<string, string>>> = {
  lead: "fill-copper bg-copper",
  prospect: "fill-slate-ink bg-slate-ink",
  customer: "fill-accent bg-accent",
};
const otherFill = "fill-ink-faint bg-ink-faint";

const HEIGHT = 220;
/** Of a column's place; the rest is the gap to the next one. */
const COLUMN_WIDTH = 0.72;

export function GrowthChart({ weeks, subtypes }: GrowthChartProps) {
  const t = useTranslations("dashboard.growth");
  const { number, date } = useFormats();
  const [chosen, choose] = useState<number>();
  const growth = growthOf(
    weeks,
    subtypes.map(({ value }) => value),
  );
  const last = growth.columns.at(-1);
  const first = growth.columns[0];
  if (first === undefined || last === undefined) return null;
  const shown = (chosen === undefined ? undefined : growth.columns[chosen]) ?? last;
  const summary = t("summary", {
    first: number(first.total),
    from: date(first.startsAt),
    last: number(last.total),
  });
  return (
    <Panel title={t("title")} about={t("about", { count: weeks.length })}>
      <Legend column={shown} subtypes={subtypes} />
      {last.total === 0 && first.total === 0 ? (
        <p className="grid h-55 place-items-center text-sm text-ink-faint">{t("empty")}</p>
      ) : (
        <Columns growth={growth} summary={summary} chosen={chosen} onChoose={choose} />
      )}
      <details className="mt-3 text-sm">
        <summary className="w-fit cursor-pointer rounded-sm text-ink-soft hover:text-ink">
          {t("asTable")}
        </summary>
        <GrowthTable columns={growth.columns} subtypes={subtypes} />
      </details>
    </Panel>
  );
}

/** Names the colors, and says what the column under the pointer holds; without a pointer there, the latest. */
function Legend({ column, subtypes }: { column: Column; subtypes: ObjectWords["subtypes"] }) {
  const t = useTranslations("dashboard.growth");
  const { number, date } = useFormats();
  return (
    <dl className="mb-4 flex flex-wrap gap-x-6 gap-y-1 text-sm">
      <div className="flex gap-1.5">
        <dt className="text-ink-faint">{t("week")}</dt>
        <dd className="tabular-nums">{date(column.startsAt)}</dd>
      </div>
      {column.parts.map(({ name, count }) => (
        <div key={name} className="flex items-center gap-1.5">
          <span aria-hidden className={classNames("size-2.5 rounded-xs", fills[name] ?? otherFill)} />
          <dt className="text-ink-faint">{subtypes.find(({ value }) => value === name)?.label ?? name}</dt>
          <dd className="tabular-nums">{number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ColumnsProps {
  growth: Growth;
  summary: string;
  chosen: number | undefined;
  onChoose: (index: number | undefined) => void;
}

function Columns({ growth: { columns, scale }, summary, chosen, onChoose }: ColumnsProps) {
  const { number } = useFormats();
  const yOf = (at: number) => HEIGHT - at * (HEIGHT - 12);
  const place = 100 / columns.length;
  return (
    <div className="flex gap-2">
      <div aria-hidden className="relative h-55 w-9 shrink-0 text-right text-2xs tabular-nums text-ink-faint">
        {scale.map(({ count, at }) => (
          <span key={count} className="absolute right-0 -translate-y-1/2" style={{ top: yOf(at) }}>
            {number(count)}
          </span>
        ))}
      </div>
      <svg
        role="img"
        aria-label={summary}
        className="h-55 min-w-0 flex-1 overflow-visible"
        onPointerLeave={() => onChoose(undefined)}
      >
        {scale.map(({ count, at }) => (
          <line key={count} x1="0" x2="100%" y1={yOf(at)} y2={yOf(at)} className="stroke-line" />
        ))}
        {columns.map(({ startsAt, parts }, index) => (
          <g
            key={startsAt}
            onPointerEnter={() => onChoose(index)}
            className={classNames(
              "transition-opacity",
              chosen !== undefined && chosen !== index && "opacity-45",
            )}
          >
            <rect
              x={`${index * place}%`}
              y="0"
              width={`${place}%`}
              height={HEIGHT}
              className="fill-transparent"
            />
            {parts.map(({ name, from, height }) => (
              <rect
                key={name}
                x={`${(index + (1 - COLUMN_WIDTH) / 2) * place}%`}
                y={yOf(from + height)}
                width={`${place * COLUMN_WIDTH}%`}
                height={yOf(from) - yOf(from + height)}
                className={fills[name] ?? otherFill}
              />
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}
