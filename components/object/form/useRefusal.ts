import { useCallback, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { FormProblem } from "../../live/formProblem";
import { useRefusals } from "../../live/useRefusals";
import type { Draft } from "./draft";
import type { FormField } from "./formFields";
import { missingIn, pathIn } from "./problems";

interface Refusal {
  problem: FormProblem | undefined;
  setProblem: (problem: FormProblem | undefined) => void;
  /** Shows what a function refused. */
  showRefusal: (error: unknown) => Promise<void>;
  /** Whether everything required is there; says what is missing otherwise. */
  isComplete: (draft: Draft) => boolean;
}

/** What a form says is wrong. */
export function useRefusal(fields: readonly FormField[]): Refusal {
  const common = useTranslations("common");
  const t = useTranslations("objects.form");
  const { formProblem } = useRefusals();
  const [problem, setProblem] = useState<FormProblem>();
  const showRefusal = useCallback(
    async (error: unknown) =>
      setProblem(withStrayFields(await formProblem(error, (path) => pathIn(fields, path)), fields)),
    [formProblem, fields],
  );
  const isComplete = (draft: Draft) => {
    const missing = missingIn(fields, draft);
    if (missing.length === 0) return true;
    setProblem({
      text: common("seeMarked"),
      fields: Object.fromEntries(missing.map((path) => [path, t("required")])),
    });
    return false;
  };
  return { problem, setProblem, showRefusal, isComplete };
}

/** What is wrong with something that the form has no control for is said above it. */
function withStrayFields({ text, fields: messages }: FormProblem, fields: readonly FormField[]): FormProblem {
  const paths = new Set(fields.flatMap(({ controls }) => controls.map(({ path }) => path)));
  const stray = Object.entries(messages).flatMap(([path, message]) =>
    message === undefined || paths.has(path) ? [] : [`${path}: ${message}`],
  );
  return { text: [text, ...stray].join(" "), fields: messages };
}
