"use client";

import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";

/** Instead of a page whose session could not be opened. */
export function NotReached({ onRetry, children }: { onRetry: () => void; children: ReactNode }) {
  const shell = useTranslations("shell");
  const common = useTranslations("common");
  return (
    <main id="content" className="grid flex-1 place-items-center">
      <EmptyState
        icon={<CloudOff aria-hidden />}
        title={shell("noConnection")}
        isPageTitle
        action={
          <Button kind="primary" onClick={onRetry}>
            {common("tryAgain")}
          </Button>
        }
      >
        {children}
      </EmptyState>
    </main>
  );
}
