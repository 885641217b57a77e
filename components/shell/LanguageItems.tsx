"use client";

import { useTranslations } from "use-intl/react";
import { languageNames, languages, parseLanguage } from "../i18n/language";
import { useLanguageChoice } from "../i18n/useLanguageChoice";
import { DropdownMenuLabel, DropdownMenuRadioGroup, DropdownMenuRadioItem } from "../ui/DropdownMenu";

/** The languages to choose from in a menu. */
export function LanguageItems() {
  const t = useTranslations("shell");
  const { language, choose } = useLanguageChoice();
  return (
    <DropdownMenuRadioGroup
      label={t("language")}
      value={language}
      onValueChange={(value) => choose(parseLanguage(value) ?? language)}
    >
      <DropdownMenuLabel>{t("language")}</DropdownMenuLabel>
      {languages.map((one) => (
        <DropdownMenuRadioItem key={one} value={one}>
          <span lang={one}>{languageNames[one]}</span>
        </DropdownMenuRadioItem>
      ))}
    </DropdownMenuRadioGroup>
  );
}
