"use client";

import { ConvexProvider, ConvexReactClient } from "convex/react";
import { type ReactNode, useState } from "react";
import { useSession } from "../session/SessionProvider";
import { ToastProvider } from "../ui/Toast";
import { ConnectionNotice, ConnectionState } from "./ConnectionState";
import { Frame } from "./Frame";
import { OrganizationMenu } from "./OrganizationMenu";
import { ThemeMenu } from "./ThemeMenu";
import { UserMenu } from "./UserMenu";

/** The shell of an open session: connected to its deployment. */
export function OpenShell({ children }: { children: ReactNode }) {
  const { organization, deploymentUrl } = useSession();
  return (
    <Deployment key={deploymentUrl} url={deploymentUrl}>
      <ToastProvider>
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
      </ToastProvider>
    </Deployment>
  );
}

function Deployment({ url, children }: { url: string; children: ReactNode }) {
  // The client connects with its first query, so making one that a strict render throws away costs nothing.
  // Its log is off in production, because Convex prints refused arguments, and those hold the `sessionId`.
  const [client] = useState(
    () => new ConvexReactClient(url, { logger: process.env.NODE_ENV === "development" }),
  );
  return <ConvexProvider client={client}>{children}</ConvexProvider>;
}
