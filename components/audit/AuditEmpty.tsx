"use client";

import { History, SearchX } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { type AuditFilters, isNarrowed } from "./auditFilters";

interface AuditEmptyProps {
  filters: AuditFilters;
  /** Only a part of the log was looked through so far. */
  hasEarlier: boolean;
  onReset: () => void;
}

export function AuditEmpty({ filters, hasEarlier, onReset }: AuditEmptyProps) {
  const t = useTranslations("audit");
  if (!isNarrowed(filters)) {
    return (
      <EmptyState icon={<History aria-hidden />} title={t("page.empty")}>
        {t("page.emptyAbout")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={t(hasEarlier ? "page.noneYet" : "page.noMatch")}
      action={<Button onClick={onReset}>{t("filters.reset")}</Button>}
    >
      {t(hasEarlier ? "page.noneYetAbout" : "page.noMatchAbout")}
    </EmptyState>
  );
}
