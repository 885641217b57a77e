"use client";

import { createContext, type ReactNode, use, useState } from "react";
import { useStoredOrganization } from "./useStoredOrganization";
import type { PageSession, StaffOrganization } from "./session";
import { RenewalContext } from "./renewal";
import { staffDoor } from "./sessionRequests";
import { type SessionState, useSessionRenewal } from "./useSessionRenewal";

interface StaffSession extends PageSession {
  organization: StaffOrganization;
  chooseOrganization: (id: string) => void;
  /** Takes what is known now of the organizations and the roles in them, see `LiveStanding`. */
  setStanding: (standing: Standing) => void;
}

/** It counts for the session that it was asked with: the next one brings its own. */
interface Standing {
  sessionId: string;
  organizations: StaffOrganization[];
}

/** `homeless`: signed in, but a member of no organization. */
export type StaffSessionState = SessionState<PageSession> | { status: "homeless" };

const SessionContext = createContext<StaffSession | undefined>(undefined);

interface SessionProviderProps {
  children: ReactNode;
  /** What to show until the session is open, or instead of it. */
  fallback: (state: StaffSessionState, retry: () => void) => ReactNode;
}

/** Opens the staff session of this page and keeps it open. */
export function SessionProvider({ children, fallback }: SessionProviderProps) {
  const { state, renew } = useSessionRenewal(staffDoor);
  const [organizationId, chooseOrganization] = useStoredOrganization();
  const [standing, setStanding] = useState<Standing>();
  if (state.status !== "open") return fallback(state, renew);
  const { session } = state;
  const { organizations } = standing?.sessionId === session.sessionId ? standing : session;
  const organization = organizations.find(({ id }) => id === organizationId) ?? organizations[0];
  if (organization === undefined) return fallback({ status: "homeless" }, renew);
  return (
    <SessionContext value={{ ...session, organizations, organization, chooseOrganization, setStanding }}>
      <RenewalContext value={renew}>{children}</RenewalContext>
    </SessionContext>
  );
}

/** For what is on the page before the session is open, too. */
export function useOpenSession(): StaffSession | undefined {
  return use(SessionContext);
}

export function useSession(): StaffSession {
  const session = useOpenSession();
  if (session === undefined) throw new Error("useSession is for components inside a SessionProvider.");
  return session;
}
