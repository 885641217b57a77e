"use client";

import { useTranslations } from "use-intl/react";

/**
 * Reached only through a mistake of ours, or when a page of an older version asks for code that is gone. Its code is part
 * of every page, so it draws its one button itself.
 */
export default function PageError() {
  const t = useTranslations("common");
  return (
    <main role="alert" className="grid min-h-dvh place-items-center">
      <div className="flex flex-col items-center px-6 py-20 text-center">
        <h1 className="text-lg font-semibold text-ink">{t("stopped.title")}</h1>
        <p className="mt-1 max-w-sm text-base text-ink-soft">{t("stopped.text")}</p>
        <button
          type="button"
          onClick={() => window.location.reload()}
          className="mt-5 h-8 rounded-md bg-accent px-2.5 text-sm font-medium text-on-accent shadow-xs hover:bg-accent-hover"
        >
          {t("stopped.reload")}
        </button>
      </div>
    </main>
  );
}
