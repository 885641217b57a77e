import { cookies, headers } from "next/headers";
import { createTranslator } from "use-intl/core";
import type { useTranslations } from "use-intl/react";
import { messagesFor, type Namespace } from "@/messages/catalogue";
import { type Language, LANGUAGE_COOKIE, languageOf } from "./language";

/** The language of the page that the server is rendering. */
export async function requestLanguage(): Promise<Language> {
  const chosen = (await cookies()).get(LANGUAGE_COOKIE)?.value;
  return languageOf(chosen, (await headers()).get("accept-language"));
}

/** For texts that only the server writes, like titles of pages. Everything else uses `useTranslations`. */
export async function requestTranslations<Chosen extends Namespace>(
  namespace: Chosen,
): Promise<ReturnType<typeof useTranslations<Chosen>>>;
// Compiled messages say nothing of their values, so the types are those of the catalogue, as in components.
export async function requestTranslations(namespace: Namespace): Promise<unknown> {
  const locale = await requestLanguage();
  return createTranslator({ locale, namespace, messages: messagesFor(locale, [namespace]) });
}
