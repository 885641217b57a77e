import { useCallback, useEffect, useRef, useState } from "react";
import type { Door } from "./door";
import type { OpenedPage, Refusal } from "./session";

export type SessionState<Session extends OpenedPage> =
  { status: "opening" } | { status: "open"; session: Session } | { status: "failed"; refusal: Refusal };

/** Renewed well before its end, so that a slow network or a sleeping tab rarely loses it. */
const RENEW_AFTER = 0.6;
const RETRY_MS = 5_000;

/** Keeps the page's `sessionId` in memory and fresh. Leaves for the sign-in when the session is over. */
export function useSessionRenewal<Session extends OpenedPage>({
  openPage,
  signInAgain,
}: Door<Session>): { state: SessionState<Session>; renew: () => void } {
  const [state, setState] = useState<SessionState<Session>>({ status: "opening" });
  const running = useRef<Promise<void>>(undefined);

  const renew = useCallback(() => {
    // Several queries may be refused at once; they share one renewal.
    running.current ??= openPage()
      .then((outcome) => {
        if (outcome.ok) return setState({ status: "open", session: outcome.value });
        if (outcome.refusal.code === "UNAUTHORIZED") return signInAgain();
        // A session that is still open stays on the screen; the renewal is tried again below.
        setState((current) =>
          current.status === "open" ? { ...current } : { status: "failed", refusal: outcome.refusal },
        );
      })
      .finally(() => (running.current = undefined));
  }, [openPage, signInAgain]);

  useEffect(renew, [renew]);
  useRenewalTimer(state, renew);
  return { state, renew };
}

function useRenewalTimer(state: SessionState<OpenedPage>, renew: () => void): void {
  const endsAt = useRef({ sessionId: "", renewAt: 0 });
  useEffect(() => {
    if (state.status !== "open") return;
    const { sessionId, expiresInMs } = state.session;
    const isNew = endsAt.current.sessionId !== sessionId;
    if (isNew) endsAt.current = { sessionId, renewAt: Date.now() + expiresInMs * RENEW_AFTER };
    const { renewAt } = endsAt.current;
    const timer = window.setTimeout(renew, isNew ? Math.max(0, renewAt - Date.now()) : RETRY_MS);
    // Timers stand still while a computer sleeps, so look again when somebody comes back.
    const wake = () => {
      if (document.visibilityState === "visible" && Date.now() >= renewAt) renew();
    };
    document.addEventListener("visibilitychange", wake);
    window.addEventListener("online", wake);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener("visibilitychange", wake);
      window.removeEventListener("online", wake);
    };
  }, [state, renew]);
}
