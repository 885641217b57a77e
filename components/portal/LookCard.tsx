"use client";

import { startTransition, useOptimistic } from "react";
import { useTranslations } from "use-intl/react";
import { type Language, languageNames, languages } from "../i18n/language";
import { useLanguageChoice } from "../i18n/useLanguageChoice";
import { themes } from "../theme/theme";
import { useTheme } from "../theme/ThemeProvider";
import { ChoiceGroup } from "./ChoiceGroup";
import { Card } from "./PortalPage";

/** How Guildhall looks in this browser. Cookies keep it, so that the first byte of the next page is right already. */
export function LookCard() {
  const t = useTranslations("portal.look");
  const shell = useTranslations("shell");
  const { language, choose: chooseLanguage } = useShownLanguage();
  const { theme, choose: chooseTheme } = useTheme();
  return (
    <Card title={t("title")}>
      <p className="mb-4 text-sm text-ink-soft">{t("hint")}</p>
      <div className="grid gap-5">
        <ChoiceGroup
          label={shell("language")}
          value={language}
          // In their own language, so that everybody finds theirs.
          options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
          onChange={chooseLanguage}
        />
        <ChoiceGroup
          label={shell("theme")}
          value={theme}
          options={themes.map((value) => ({ value, label: shell(`themes.${value}`) }))}
          onChange={chooseTheme}
        />
      </div>
    </Card>
  );
}

/** The chosen language is marked at once, although its texts come from the server. */
function useShownLanguage() {
  const { language: current, choose } = useLanguageChoice();
  const [language, show] = useOptimistic(current);
  return {
    language,
    choose: (next: Language) => {
      startTransition(() => {
        show(next);
        choose(next);
      });
    },
  };
}
