"use client";

import { type ReactNode, Suspense } from "react";
import { late } from "../live/late";
import { useRefusals } from "../live/useRefusals";
import { RenewalContext } from "../session/renewal";
import { useSessionRenewal } from "../session/useSessionRenewal";
import { NotReached } from "../shell/NotReached";
import { QuietFrame } from "../shell/QuietFrame";
import { PortalPlaceholder } from "./PortalPlaceholder";
import { portalDoor } from "./portalRequests";
import { usePortalEntries } from "./usePortalEntries";

const OpenPortal = late(async () => {
  const module = await import("./OpenPortal");
  return { default: module.OpenPortal };
});

/** The frame of every page for clients: organization, navigation, connection, account. */
export function PortalShell({ children }: { children: ReactNode }) {
  const { state, renew } = useSessionRenewal(portalDoor);
  const { sentenceOf } = useRefusals();
  const entries = usePortalEntries();
  const waiting = (
    <QuietFrame entries={entries}>
      {state.status === "failed" ? (
        <NotReached onRetry={renew}>{sentenceOf(state.refusal)}</NotReached>
      ) : (
        <PortalPlaceholder />
      )}
    </QuietFrame>
  );
  if (state.status !== "open") return waiting;
  return (
    <RenewalContext value={renew}>
      <Suspense fallback={waiting}>
        <OpenPortal session={state.session} waiting={waiting}>
          {children}
        </OpenPortal>
      </Suspense>
    </RenewalContext>
  );
}
