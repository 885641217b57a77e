"use client";

import { useTranslations } from "use-intl/react";
import type { ObjectWords } from "../objectWords";
import { Timeline } from "../Timeline";
import { FoldedPart } from "./parts";

/** What happened to an object, for whoever opens it. */
export function HistoryPart({ objectId, words }: { objectId: string; words: ObjectWords }) {
  const t = useTranslations("objects");
  return <FoldedPart title={t("history")}>{() => <Timeline objectId={objectId} words={words} />}</FoldedPart>;
}
