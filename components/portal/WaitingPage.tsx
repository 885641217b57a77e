"use client";

import { Hourglass } from "lucide-react";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { usePortal } from "./portalContext";
import { portalDoor } from "./portalRequests";

/** For somebody whom staff have not linked to a contact yet. It goes by itself as soon as they have. */
export function WaitingPage() {
  const { user, organization } = usePortal();
  return (
    <main
      id="content"
      tabIndex={-1}
      className="grid min-h-0 flex-1 place-items-center overflow-y-auto outline-none"
    >
      <EmptyState
        icon={<Hourglass aria-hidden />}
        title="Almost there"
        isPageTitle
        action={<Button onClick={() => void portalDoor.leave()}>Sign in with another account</Button>}
      >
        You are signed in as <strong className="font-medium break-words text-ink">{user.email}</strong>. The
        staff of {organization.name} still have to say who you are to them. This page changes by itself as
        soon as they have.
      </EmptyState>
    </main>
  );
}
