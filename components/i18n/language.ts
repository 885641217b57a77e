export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

/** How each language calls itself, so that everybody finds their own. */
export const languageNames: Readonly<Record<Language, string>> = { en: "English", de: "Deutsch" };

/** Holds the reader's choice. Without it the browser's wishes count. */
export const LANGUAGE_COOKIE = "guildhall_language";

/** The reader's choice, else the best of what their browser accepts, else English. */
export function languageOf(chosen: string | undefined, acceptLanguage: string | null): Language {
  return parseLanguage(chosen) ?? bestAccepted(acceptLanguage ?? "") ?? "en";
}

export function parseLanguage(value: string | undefined): Language | undefined {
  return languages.find((language) => language === value);
}

/**
 * The locale for dates, numbers and money: the organization's own where it is of the reader's language, so that German
 * texts in Austria have Austrian dates and English texts never have German ones.
 */
export function formatLocale(language: Language, organizationLocale: string): string {
  return primary(organizationLocale) === language ? organizationLocale : language;
}

/** `Accept-Language: de-AT, en;q=0.5` → `de`. */
function bestAccepted(header: string): Language | undefined {
  const wishes = header.split(",").map((wish) => {
    const [tag = "", ...parameters] = wish.split(";").map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    return { language: parseLanguage(primary(tag)), weight: quality === undefined ? 1 : Number(quality) };
  });
  const fit = wishes.filter(({ language, weight }) => language !== undefined && weight > 0);
  return fit.toSorted((a, b) => b.weight - a.weight)[0]?.language;
}

function primary(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}
