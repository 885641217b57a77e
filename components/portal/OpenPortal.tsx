"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { api } from "@/convex/_generated/api";
import { Deployment } from "../live/Deployment";
import { useKept } from "../live/useKept";
import { useLiveQuery } from "../live/useLiveQuery";
import type { OpenedPage } from "../session/session";
import { AccountMenu } from "../shell/AccountMenu";
import { ConnectionNotice, ConnectionState } from "../shell/ConnectionState";
import { Frame } from "../shell/Frame";
import { NotReached } from "../shell/NotReached";
import { QuietFrame } from "../shell/QuietFrame";
import { ThemeMenu } from "../shell/ThemeMenu";
import { ToastProvider } from "../ui/Toast";
import { PortalContext } from "./portalContext";
import { portalDoor } from "./portalRequests";
import { usePortalEntries } from "./usePortalEntries";

interface OpenPortalProps {
  session: OpenedPage;
  /** What to show until it is known who is signed in. */
  waiting: ReactNode;
  children: ReactNode;
}

/** The portal of an open session: connected to its deployment, and live. */
export function OpenPortal({ session, waiting, children }: OpenPortalProps) {
  return (
    <Deployment key={session.deploymentUrl} url={session.deploymentUrl}>
      <ToastProvider>
        <Known sessionId={session.sessionId} waiting={waiting}>
          {children}
        </Known>
      </ToastProvider>
    </Deployment>
  );
}

function Known({ sessionId, waiting, children }: Omit<OpenPortalProps, "session"> & { sessionId: string }) {
  const t = useTranslations("portal");
  const entries = usePortalEntries();
  const { data, error, retry } = useKeptHome(sessionId);
  if (error !== undefined) {
    return (
      <QuietFrame entries={entries}>
        <NotReached onRetry={retry}>{t("notLoaded")}</NotReached>
      </QuietFrame>
    );
  }
  if (data === undefined) return waiting;
  const { user, organization } = data;
  return (
    <PortalContext value={{ ...data, sessionId }}>
      <Frame
        entries={entries}
        organization={<OrganizationName name={organization.name} />}
        tools={
          <>
            <ConnectionState />
            <ThemeMenu />
            <AccountMenu
              user={user}
              role={t("clientOf", { organization: organization.name })}
              onLeave={() => void portalDoor.leave()}
            />
          </>
        }
        notice={<ConnectionNotice />}
      >
        {children}
      </Frame>
    </PortalContext>
  );
}

/** Another `sessionId` is another question to the deployment, but the same page: what it showed stays meanwhile. */
function useKeptHome(sessionId: string) {
  const { data, ...rest } = useLiveQuery(api.portalPages.getHome, { sessionId });
  return { ...rest, data: useKept(data, "home").value };
}

function OrganizationName({ name }: { name: string }) {
  return (
    <div className="flex min-w-0 items-center gap-2.5 px-2">
      <span
        aria-hidden
        className="grid size-6 shrink-0 place-items-center rounded-sm bg-accent text-xs font-semibold text-on-accent"
      >
        {[...name][0]?.toUpperCase()}
      </span>
      <span className="truncate text-base font-semibold tracking-tight">{name}</span>
    </div>
  );
}
