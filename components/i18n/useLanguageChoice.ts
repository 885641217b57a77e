import { useRouter } from "next/navigation";
import { useLocale } from "use-intl/react";
import { type Language, LANGUAGE_COOKIE } from "./language";

/** The reader's language, and how to choose another one: the server renders the page anew, and what is open stays. */
export function useLanguageChoice(): { language: Language; choose: (language: Language) => void } {
  const router = useRouter();
  const language = useLocale();
  const choose = (next: Language) => {
    document.cookie = `${LANGUAGE_COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
    router.refresh();
  };
  return { language, choose };
}
