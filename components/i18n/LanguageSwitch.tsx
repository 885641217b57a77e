"use client";

import { useTranslations } from "use-intl/react";
import { languageNames, languages } from "./language";
import { useLanguageChoice } from "./useLanguageChoice";

/** For pages without an account menu. Each language is offered in its own words. */
export function LanguageSwitch() {
  const t = useTranslations("shell");
  const { language, choose } = useLanguageChoice();
  return (
    <div role="group" aria-label={t("language")} className="-mx-2 flex gap-1">
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === language}
          onClick={() => choose(one)}
          className="h-8 rounded-md px-2 text-xs text-ink-faint hover:text-ink aria-pressed:font-medium aria-pressed:text-ink"
        >
          {languageNames[one]}
        </button>
      ))}
    </div>
  );
}
