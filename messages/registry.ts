import type { Language } from "@/components/i18n/language";
import german from "./de/registry.json";
import english from "./en/registry.json";

/** How people call a registered type and what belongs to it, where they do not call it as its declaration does. */
export interface TypeNames {
  singular?: string;
  plural?: string;
  properties?: Names;
  subtypes?: Names;
  statuses?: Names;
  /** Of the values of properties with a closed set. */
  choices?: Readonly<Partial<Record<string, Names>>>;
}

type Names = Readonly<Partial<Record<string, string>>>;

const names: Readonly<Record<Language, Readonly<Partial<Record<string, TypeNames>>>>> = {
  en: english,
  de: german,
};

export function typeNames(language: Language, type: string): TypeNames {
  return names[language][type] ?? {};
}
