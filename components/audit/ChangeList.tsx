"use client";

import { ArrowRight } from "lucide-react";
import type { AuditAction, AuditTexts } from "./auditTexts";
import { changesIn } from "./changes";
import { ReferenceName } from "./ReferenceName";
import { type AuditField, fieldTitle, referenceIn, valueText } from "./valueWords";

/** Enough to recognize a text by; the object itself has all of the newest one. */
const VALUE_LENGTH_MAX = 300;

/** What an entry changed, field by field, from what to what. */
export function ChangeList({ action, texts }: { action: AuditAction; texts: AuditTexts }) {
  const { t } = texts;
  return (
    <dl aria-label={t("history.changes")} className="flex flex-col gap-2 text-sm">
      {changesIn(action, texts).map(({ before, after, ...field }) => (
        <div key={field.name} className="min-w-0">
          <dt className="text-xs text-ink-faint">{fieldTitle(texts, field)}</dt>
          <dd className="mt-0.5 flex min-w-0 flex-wrap items-baseline gap-x-1.5">
            <span className="sr-only">{t("history.was")}: </span>
            <Value texts={texts} field={field} value={before} isOver />
            <ArrowRight aria-hidden className="size-3.5 shrink-0 self-center text-ink-faint" />
            <span className="sr-only">{t("history.is")}: </span>
            <Value texts={texts} field={field} value={after} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ValueProps {
  texts: AuditTexts;
  field: AuditField;
  value: unknown;
  isOver?: boolean;
}

function Value({ texts, field, value, isOver = false }: ValueProps) {
  const reference = referenceIn(texts, field, value);
  const text = valueText(texts, field, value);
  if (text === undefined) return <span className="text-ink-faint">{texts.t("nothing")}</span>;
  return (
    <span
      dir="auto"
      className={`min-w-0 whitespace-pre-wrap wrap-anywhere ${isOver ? "text-ink-soft" : "text-ink"}`}
    >
      {reference === undefined ? shortened(text) : <ReferenceName {...reference} />}
    </span>
  );
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= VALUE_LENGTH_MAX ? text : `${characters.slice(0, VALUE_LENGTH_MAX).join("")} …`;
}
