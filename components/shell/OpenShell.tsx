"use client";

import type { ReactNode } from "react";
import { Deployment } from "../live/Deployment";
import { Palette } from "../palette/Palette";
import { useSession } from "../session/SessionProvider";
import { ToastProvider } from "../ui/Toast";
import { ConnectionNotice, ConnectionState } from "./ConnectionState";
import { Frame } from "./Frame";
import { LiveStanding } from "./LiveStanding";
import { OrganizationMenu } from "./OrganizationMenu";
import { ThemeMenu } from "./ThemeMenu";
import { UserMenu } from "./UserMenu";
import { useStaffEntries } from "./useStaffEntries";
import { OpenContext } from "./WhenOpen";

/** The shell of an open session: connected to its deployment. */
export function OpenShell({ children }: { children: ReactNode }) {
  const entries = useStaffEntries();
  const { organization, deploymentUrl } = useSession();
  return (
    <Deployment key={deploymentUrl} url={deploymentUrl}>
      <LiveStanding />
      <ToastProvider>
        <Frame
          entries={entries}
          organization={<OrganizationMenu />}
          tools={
            <>
              <Palette />
              <ConnectionState />
              <ThemeMenu />
              <UserMenu />
            </>
          }
          notice={<ConnectionNotice />}
        >
          {/* Another organization is another page: nothing of the first may stay in its state. */}
          <div key={organization.id} className="contents">
            <OpenContext value>{children}</OpenContext>
          </div>
        </Frame>
      </ToastProvider>
    </Deployment>
  );
}
