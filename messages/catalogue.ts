import compile from "icu-minify/compile";
import type { Language } from "@/components/i18n/language";
import { de } from "./de";
import { en } from "./en";

export type Namespace = keyof typeof en;

/** The same keys with other texts. */
export type TextsLike<Texts> = {
  [Key in keyof Texts]: Texts[Key] extends string ? string : TextsLike<Texts[Key]>;
};

/** Messages in the short form that browsers format without a parser. */
export interface CompiledMessages {
  [key: string]: ReturnType<typeof compile> | CompiledMessages;
}

interface Texts {
  [key: string]: string | Texts;
}

const languages: Readonly<Record<Language, Readonly<Record<Namespace, Texts>>>> = { en, de };
const compiled = new Map<string, CompiledMessages>();

/** The texts of some namespaces in a language, compiled once per process. */
export function messagesFor(language: Language, namespaces: readonly Namespace[]): CompiledMessages {
  return Object.fromEntries(namespaces.map((namespace) => [namespace, messagesOf(language, namespace)]));
}

function messagesOf(language: Language, namespace: Namespace): CompiledMessages {
  const key = `${language} ${namespace}`;
  const known = compiled.get(key) ?? compiledTexts(languages[language][namespace]);
  compiled.set(key, known);
  return known;
}

function compiledTexts(texts: Texts): CompiledMessages {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      // The compiler makes objects without a prototype, which React hands to no browser; a copy has one.
      typeof text === "string" ? structuredClone(compile(text)) : compiledTexts(text),
    ]),
  );
}
