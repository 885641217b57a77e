import type { FunctionReturnType } from "convex/server";
import type { useTranslations } from "use-intl/react";
import type { api } from "@/convex/_generated/api";
import type { Formats } from "../i18n/useFormats";
import type { Language } from "../i18n/language";
import type { ObjectWords } from "../object/objectWords";

/** An entry of the audit, as the log of everything and the history of one object answer it. */
export type AuditAction = FunctionReturnType<typeof api.audit.listActions>["actions"][number];

/** How people call the object types that entries are about. */
export type AuditTypes = Readonly<Partial<Record<string, ObjectWords>>>;

/** What turns entries into words; it knows no clock and no page, so that every sentence can be tested. */
export interface AuditTexts {
  language: Language;
  t: ReturnType<typeof useTranslations<"audit">>;
  common: ReturnType<typeof useTranslations<"common">>;
  formats: Pick<Formats, "moment" | "number">;
  types: AuditTypes;
  /** Of users that entries name by their id. */
  names: ReadonlyMap<string, string>;
}
