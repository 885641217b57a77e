import { useLocale, useTranslations } from "use-intl/react";
import { useFormats } from "../i18n/useFormats";
import type { AuditTexts, AuditTypes } from "./auditTexts";

const nobody: ReadonlyMap<string, string> = new Map();

/** What the sentences of the audit are made with. The texts of `audit` have to be among those of the page. */
export function useAuditTexts(types: AuditTypes, names = nobody): AuditTexts {
  return {
    t: useTranslations("audit"),
    common: useTranslations("common"),
    language: useLocale(),
    formats: useFormats(),
    types,
    names,
  };
}
