import type { Language } from "../i18n/language";

export interface Suggestion {
  value: string;
  label: string;
}

interface Suggestions {
  locales: Suggestion[];
  timeZones: Suggestion[];
  currencies: Suggestion[];
}

/** A start; any other locale can be typed. */
const commonLocales = [
  ...[
    "de-DE",
    "de-AT",
    "de-CH",
    "en-GB",
    "en-IE",
    "en-US",
    "fr-FR",
    "fr-CH",
    "it-IT",
    "es-ES",
    "pt-PT",
    "nl-NL",
  ],
  ...[
    "nl-BE",
    "da-DK",
    "sv-SE",
    "nb-NO",
    "fi-FI",
    "pl-PL",
    "cs-CZ",
    "hu-HU",
    "ro-RO",
    "el-GR",
    "ja-JP",
    "pt-BR",
  ],
];

/** What this browser knows, named for the reader. */
export function suggestions(language: Language): Suggestions {
  const languages = new Intl.DisplayNames(language, { type: "language" });
  const money = new Intl.DisplayNames(language, { type: "currency" });
  return {
    locales: commonLocales.map((value) => ({ value, label: languages.of(value) ?? value })),
    timeZones: Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: "" })),
    currencies: Intl.supportedValuesOf("currency").map((value) => ({
      value,
      label: money.of(value) ?? value,
    })),
  };
}
