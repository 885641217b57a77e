"use client";

import { CloudOff, DoorClosed } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { late } from "../live/late";
import { SessionProvider } from "../session/SessionProvider";
import { leave } from "../session/sessionRequests";
import type { SessionState } from "../session/useSessionRenewal";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Skeleton } from "../ui/Skeleton";
import { Frame } from "./Frame";

const OpenShell = late(async () => {
  const module = await import("./OpenShell");
  return { default: module.OpenShell };
});

interface StaffShellProps {
  children: ReactNode;
  /** What the page looks like until its data can be asked for. */
  placeholder: ReactNode;
}

/** The frame of every staff page: organization, navigation, connection, user. */
export function StaffShell({ children, placeholder }: StaffShellProps) {
  return (
    <SessionProvider
      fallback={(state, retry) => (
        <QuietFrame>
          <Waiting state={state} retry={retry} placeholder={placeholder} />
        </QuietFrame>
      )}
    >
      <Suspense fallback={<QuietFrame>{placeholder}</QuietFrame>}>
        <OpenShell>{children}</OpenShell>
      </Suspense>
    </SessionProvider>
  );
}

function QuietFrame({ children }: { children: ReactNode }) {
  return (
    <Frame
      organization={
        <span className="flex items-center gap-2.5 px-2">
          <Skeleton className="size-6" />
          <Skeleton className="h-4 w-28" />
        </span>
      }
      tools={<Skeleton round className="mx-1 size-7" />}
      notice={null}
    >
      {children}
    </Frame>
  );
}

interface WaitingProps {
  state: SessionState;
  retry: () => void;
  placeholder: ReactNode;
}

function Waiting({ state, retry, placeholder }: WaitingProps) {
  if (state.status === "failed") {
    return (
      <main id="content" className="grid flex-1 place-items-center">
        <EmptyState
          icon={<CloudOff aria-hidden />}
          title="No connection"
          isPageTitle
          action={
            <Button kind="primary" onClick={retry}>
              Try again
            </Button>
          }
        >
          {state.refusal.error}
        </EmptyState>
      </main>
    );
  }
  if (state.status === "homeless") {
    return (
      <main id="content" className="grid flex-1 place-items-center">
        <EmptyState
          icon={<DoorClosed aria-hidden />}
          title="No organization"
          isPageTitle
          action={<Button onClick={() => void leave()}>Sign out</Button>}
        >
          You are signed in, but not a member of any organization. Ask an owner to add you.
        </EmptyState>
      </main>
    );
  }
  return placeholder;
}
