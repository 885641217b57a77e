"use client";

import { DoorClosed } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { late } from "../live/late";
import { SessionProvider, type StaffSessionState } from "../session/SessionProvider";
import { staffDoor } from "../session/sessionRequests";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { NotReached } from "./NotReached";
import { QuietFrame } from "./QuietFrame";
import { staffEntries } from "./staffEntries";

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
        <QuietFrame entries={staffEntries}>
          <Waiting state={state} retry={retry} placeholder={placeholder} />
        </QuietFrame>
      )}
    >
      <Suspense fallback={<QuietFrame entries={staffEntries}>{placeholder}</QuietFrame>}>
        <OpenShell>{children}</OpenShell>
      </Suspense>
    </SessionProvider>
  );
}

interface WaitingProps {
  state: StaffSessionState;
  retry: () => void;
  placeholder: ReactNode;
}

function Waiting({ state, retry, placeholder }: WaitingProps) {
  if (state.status === "failed") {
    return <NotReached onRetry={retry}>{state.refusal.error}</NotReached>;
  }
  if (state.status === "homeless") {
    return (
      <main id="content" className="grid flex-1 place-items-center">
        <EmptyState
          icon={<DoorClosed aria-hidden />}
          title="No organization"
          isPageTitle
          action={<Button onClick={() => void staffDoor.leave()}>Sign out</Button>}
        >
          You are signed in, but not a member of any organization. Ask an owner to add you.
        </EmptyState>
      </main>
    );
  }
  return placeholder;
}
