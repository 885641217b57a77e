"use client";

import { CloudOff, DoorClosed } from "lucide-react";
import type { ReactNode } from "react";
import { SessionProvider, useSession } from "../session/SessionProvider";
import type { SessionState } from "../session/useSessionRenewal";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Skeleton } from "../ui/Skeleton";
import { ConnectionNotice, ConnectionState } from "./ConnectionState";
import { Frame } from "./Frame";
import { OrganizationMenu } from "./OrganizationMenu";
import { ThemeMenu } from "./ThemeMenu";
import { SignOutButton, UserMenu } from "./UserMenu";

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
        <Frame
          organization={<Skeleton className="h-4 w-32" />}
          tools={
            <>
              <ThemeMenu />
              <Skeleton className="mx-1 size-7 rounded-full" />
            </>
          }
          notice={null}
        >
          <Waiting state={state} retry={retry} placeholder={placeholder} />
        </Frame>
      )}
    >
      <OpenShell>{children}</OpenShell>
    </SessionProvider>
  );
}

function OpenShell({ children }: { children: ReactNode }) {
  const { organization } = useSession();
  return (
    <Frame
      organization={<OrganizationMenu />}
      tools={
        <>
          <ConnectionState />
          <ThemeMenu />
          <UserMenu />
        </>
      }
      notice={<ConnectionNotice />}
    >
      {/* Another organization is another page: nothing of the first may stay in its state. */}
      <div key={organization.id} className="contents">
        {children}
      </div>
    </Frame>
  );
}

function Waiting({
  state,
  retry,
  placeholder,
}: {
  state: SessionState;
  retry: () => void;
  placeholder: ReactNode;
}) {
  if (state.status === "failed") {
    return (
      <main className="grid flex-1 place-items-center">
        <EmptyState
          icon={<CloudOff aria-hidden />}
          title="Guildhall is not available"
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
      <main className="grid flex-1 place-items-center">
        <EmptyState icon={<DoorClosed aria-hidden />} title="No organization" action={<SignOutButton />}>
          You are signed in, but not a member of any organization. Ask an owner to add you.
        </EmptyState>
      </main>
    );
  }
  return placeholder;
}
