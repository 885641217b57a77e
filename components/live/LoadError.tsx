"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { inLanguage, type Refused } from "../i18n/refusals";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { readAppError } from "./appError";

interface LoadErrorProps {
  title: string;
  error: Error;
  onRetry: () => void;
}

/** Where something live should stand that could not be loaded. */
export function LoadError({ title, error, onRetry }: LoadErrorProps) {
  const t = useTranslations("common");
  const reason = useReason(error);
  return (
    <div role="alert">
      <EmptyState
        icon={<CircleAlert aria-hidden />}
        title={title}
        action={<Button onClick={onRetry}>{t("tryAgain")}</Button>}
      >
        {reason}
      </EmptyState>
    </div>
  );
}

/** What a Convex function said when it refused; a bug or a broken connection says nothing that helps a reader. */
function useReason(error: Error): string {
  const t = useTranslations("common");
  const language = useLocale();
  const refusal = readAppError(error);
  const [read, setRead] = useState<Refused>();
  useEffect(() => {
    let isCurrent = true;
    if (refusal !== undefined) {
      void inLanguage(refusal, language).then((text) => {
        if (isCurrent) setRead(text);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [refusal, language]);
  return refusal === undefined ? t("ourSide") : (read?.error ?? "");
}
