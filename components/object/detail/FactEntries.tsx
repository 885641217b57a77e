"use client";

import { useTranslations } from "use-intl/react";
import type { BaseFields } from "@/lib/ontology/defineObject";
import { DateText } from "../DateText";
import { Copyable, Entries, Entry } from "./parts";

/** What every object has. */
export function FactEntries({
  id,
  createdAt,
  updatedAt,
}: Pick<BaseFields, "id" | "createdAt" | "updatedAt">) {
  const t = useTranslations("objects");
  return (
    <Entries>
      <Entry title={t("created")}>
        <DateText atMs={createdAt} withTime />
      </Entry>
      <Entry title={t("changed")}>
        <DateText atMs={updatedAt} withTime />
      </Entry>
      <Entry title={t("id")}>
        <Copyable text={id}>
          <span className="truncate font-mono text-xs text-ink-soft">{id}</span>
        </Copyable>
      </Entry>
    </Entries>
  );
}
