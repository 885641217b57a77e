"use client";

import type { FunctionReturnType } from "convex/server";
import { useLocale } from "use-intl/react";
import type { api } from "@/convex/_generated/api";
import { inLanguage } from "../../i18n/refusals";

type Results = FunctionReturnType<typeof api.bulk.changeObjects>["results"];
export type BulkRefusal = Extract<Results[number], { ok: false }>;

/** Why one of them was refused, in the reader's language. What is wrong with a field says more than the whole. */
export function useBulkReason(): (refusal: BulkRefusal) => Promise<string> {
  const language = useLocale();
  return async (refusal) => {
    const { error, details } = await inLanguage(refusal, language);
    return details.length === 0 ? error : details.map(({ message }) => message).join("; ");
  };
}
