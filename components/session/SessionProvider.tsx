"use client";

import { ConvexProvider, ConvexReactClient } from "convex/react";
import { createContext, type ReactNode, use, useState } from "react";
import { useStoredOrganization } from "./useStoredOrganization";
import type { PageSession, StaffOrganization } from "./session";
import { type SessionState, useSessionRenewal } from "./useSessionRenewal";

export interface StaffSession extends PageSession {
  organization: StaffOrganization;
  chooseOrganization: (id: string) => void;
  /** Asks for a new `sessionId` now, for a query that was refused because the old one had ended. */
  renew: () => void;
}

const SessionContext = createContext<StaffSession | undefined>(undefined);

interface SessionProviderProps {
  children: ReactNode;
  /** What to show until the session is open, or instead of it. */
  fallback: (state: SessionState, retry: () => void) => ReactNode;
}

/** Opens the staff session of this page and connects it to its deployment. */
export function SessionProvider({ children, fallback }: SessionProviderProps) {
  const { state, renew } = useSessionRenewal();
  const [organizationId, chooseOrganization] = useStoredOrganization();
  if (state.status !== "open") return fallback(state, renew);
  const { organizations } = state.session;
  const organization = organizations.find(({ id }) => id === organizationId) ?? organizations[0];
  if (organization === undefined) return fallback({ status: "homeless" }, renew);
  return (
    <SessionContext value={{ ...state.session, organization, chooseOrganization, renew }}>
      <Deployment key={state.session.deploymentUrl} url={state.session.deploymentUrl}>
        {children}
      </Deployment>
    </SessionContext>
  );
}

export function useSession(): StaffSession {
  const session = use(SessionContext);
  if (session === undefined) throw new Error("useSession is for components inside a SessionProvider.");
  return session;
}

function Deployment({ url, children }: { url: string; children: ReactNode }) {
  // The client connects with its first query, so making one that a strict render throws away costs nothing.
  // Its log is off in production, because Convex prints refused arguments, and those hold the `sessionId`.
  const [client] = useState(
    () => new ConvexReactClient(url, { logger: process.env.NODE_ENV === "development" }),
  );
  return <ConvexProvider client={client}>{children}</ConvexProvider>;
}
