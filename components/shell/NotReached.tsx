"use client";

import { CloudOff } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";

/** Instead of a page whose session could not be opened. */
export function NotReached({ onRetry, children }: { onRetry: () => void; children: ReactNode }) {
  return (
    <main id="content" className="grid flex-1 place-items-center">
      <EmptyState
        icon={<CloudOff aria-hidden />}
        title="No connection"
        isPageTitle
        action={
          <Button kind="primary" onClick={onRetry}>
            Try again
          </Button>
        }
      >
        {children}
      </EmptyState>
    </main>
  );
}
