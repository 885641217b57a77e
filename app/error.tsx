"use client";

import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/Button";
import { EmptyState } from "@/components/ui/EmptyState";

/** Reached only through a mistake of ours, or when a page of an older version asks for code that is gone. */
export default function PageError() {
  return (
    <main role="alert" className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<CircleAlert aria-hidden />}
        isPageTitle
        title="This page has stopped"
        action={
          <Button kind="primary" onClick={() => window.location.reload()}>
            Load it again
          </Button>
        }
      >
        Something went wrong on our side. What you saved is safe.
      </EmptyState>
    </main>
  );
}
