"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button } from "@/components/ui/Button";
import { EmptyState } from "@/components/ui/EmptyState";

/** Reached only through a mistake of ours, or when a page of an older version asks for code that is gone. */
export default function PageError() {
  const t = useTranslations("common");
  return (
    <main role="alert" className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<CircleAlert aria-hidden />}
        isPageTitle
        title={t("stopped.title")}
        action={
          <Button kind="primary" onClick={() => window.location.reload()}>
            {t("stopped.reload")}
          </Button>
        }
      >
        {t("stopped.text")}
      </EmptyState>
    </main>
  );
}
