"use client";

import { useTranslations } from "use-intl/react";
import { useFormats } from "../i18n/useFormats";
import type { ObjectWords } from "../object/objectWords";
import type { Column } from "./growth";

interface GrowthTableProps {
  columns: readonly Column[];
  subtypes: ObjectWords["subtypes"];
}

/** What the chart shows, for whoever reads numbers rather than columns. */
export function GrowthTable({ columns, subtypes }: GrowthTableProps) {
  const t = useTranslations("dashboard.growth");
  const { number, date } = useFormats();
  return (
    <div className="mt-2 overflow-x-auto" tabIndex={0} role="group" aria-label={t("title")}>
      <table className="w-full text-right tabular-nums">
        <caption className="sr-only">{t("title")}</caption>
        <thead className="text-xs text-ink-faint">
          <tr>
            <th scope="col" className="py-1 text-left font-medium">
              {t("week")}
            </th>
            {subtypes.map(({ value, label }) => (
              <th key={value} scope="col" className="px-2 py-1 font-medium">
                {label}
              </th>
            ))}
            <th scope="col" className="py-1 font-medium">
              {t("total")}
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ startsAt, parts, total }) => (
            <tr key={startsAt} className="border-t">
              <th scope="row" className="py-1 text-left font-normal whitespace-nowrap">
                {date(startsAt)}
              </th>
              {parts.map(({ name, count }) => (
                <td key={name} className="px-2 py-1">
                  {number(count)}
                </td>
              ))}
              <td className="py-1 font-medium">{number(total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
