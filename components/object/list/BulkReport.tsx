"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../../ui/Button";
import type { BulkOutcome } from "./useBulk";

interface BulkReportProps {
  outcome: BulkOutcome;
  onUndo: () => void;
  onClose: () => void;
}

/** What did not come through: who and why. It stays until it is read. */
export function BulkReport({ outcome, onUndo, onClose }: BulkReportProps) {
  const t = useTranslations("objects.bulk");
  const common = useTranslations("common");
  const { changed, failures, unreached } = outcome;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-start gap-3 border-b bg-copper-soft px-4 py-3 text-sm sm:px-6"
    >
      <div className="min-w-0 flex-1 basis-60 text-copper-ink">
        {changed.length === 0 ? null : <p>{t("changed", { count: changed.length })}</p>}
        {unreached.length === 0 ? null : <p>{t("cancelled", { count: unreached.length })}</p>}
        {failures.length === 0 ? null : (
          <>
            <p className="font-medium">{t("failed", { count: failures.length })}</p>
            <ul tabIndex={0} className="mt-1 max-h-28 overflow-y-auto text-ink">
              {failures.map(({ row, reason }) => (
                <li key={row.id} className="break-words py-0.5">
                  {t("failure", { name: row.name, reason })}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <div className="flex gap-2">
        {changed.length === 0 ? null : <Button onClick={onUndo}>{common("undo")}</Button>}
        <Button onClick={onClose}>{common("close")}</Button>
      </div>
    </div>
  );
}
