import { useMemo } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { inLanguage } from "../i18n/refusals";
import { isUnreachable, type Refusal } from "../session/session";
import { readAppError } from "./appError";
import type { FormProblem } from "./formProblem";

interface Refusals {
  /** What a form says after a Convex function refused. `fieldOf` translates the path in a refusal to the name of a field. */
  formProblem: (error: unknown, fieldOf?: FieldOf) => Promise<FormProblem>;
  /** The same for what a route of the web app refused; those speak the reader's language already. */
  problemOf: (refusal: Refusal, fieldOf?: FieldOf) => FormProblem;
  /** For where there is no form: what a Convex function refused, in one sentence. */
  refusalText: (error: unknown) => Promise<string>;
  /** The same for what a route of the web app refused. */
  sentenceOf: (refusal: Refusal) => string;
}

type FieldOf = (path: string) => string;

/** Refusals in the reader's language. */
export function useRefusals(): Refusals {
  const t = useTranslations("common");
  const language = useLocale();
  return useMemo(() => {
    const sentenceOf: Refusals["sentenceOf"] = (refusal) =>
      isUnreachable(refusal) ? t("unreachable") : refusal.error;
    const problemOf: Refusals["problemOf"] = (refusal, fieldOf = (path) => path) => {
      const { details = [] } = refusal;
      return {
        // What is wrong with a field is said there, in better words than those for all of the request.
        text: details.length === 0 ? sentenceOf(refusal) : t("seeMarked"),
        fields: Object.fromEntries(details.map(({ path, message }) => [fieldOf(path), message])),
      };
    };
    return {
      sentenceOf,
      problemOf,
      formProblem: async (error, fieldOf) => {
        const refusal = readAppError(error);
        if (refusal === undefined) return { text: t("lost"), fields: {} };
        return problemOf(await inLanguage(refusal, language), fieldOf);
      },
      refusalText: async (error) => {
        const refusal = readAppError(error);
        return refusal === undefined ? t("lost") : (await inLanguage(refusal, language)).error;
      },
    };
  }, [t, language]);
}
