"use client";

import type { ReactNode } from "react";
import { type Place, sentenceOf } from "./actionWords";
import type { AuditAction, AuditTexts } from "./auditTexts";

interface ActionTextProps {
  action: AuditAction;
  texts: AuditTexts;
  place: Place;
  /** Draws the name of what it is about, for example as a link. */
  what?: (name: ReactNode) => ReactNode;
}

/** One entry of the audit as a sentence: who did what. */
export function ActionText({ action, texts, place, what = strong }: ActionTextProps) {
  const { key, values } = sentenceOf(action, texts, place);
  return texts.t.rich(key, { ...values, who: strong, what, val: strong });
}

function strong(text: ReactNode): ReactNode {
  return (
    <span dir="auto" className="font-medium text-ink">
      {text}
    </span>
  );
}
