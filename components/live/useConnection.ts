import { useConvexConnectionState } from "convex/react";
import { useEffect, useState, useSyncExternalStore } from "react";

export type Connection = "live" | "connecting" | "reconnecting" | "offline";

/** Shorter breaks are not worth a word: the client is usually back before anyone has read it. */
const PATIENCE_MS = 1_500;

export function useConnection(): Connection {
  const { isWebSocketConnected, hasEverConnected } = useConvexConnectionState();
  const isOnline = useSyncExternalStore(
    subscribeOnline,
    () => navigator.onLine,
    () => true,
  );
  const isLate = useDelayedTrue(!isWebSocketConnected);
  if (!isOnline) return "offline";
  if (isWebSocketConnected) return "live";
  if (!hasEverConnected) return "connecting";
  return isLate ? "reconnecting" : "live";
}

function subscribeOnline(notify: () => void): () => void {
  window.addEventListener("online", notify);
  window.addEventListener("offline", notify);
  return () => {
    window.removeEventListener("online", notify);
    window.removeEventListener("offline", notify);
  };
}

function useDelayedTrue(value: boolean): boolean {
  const [isDelayed, setDelayed] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setDelayed(value), value ? PATIENCE_MS : 0);
    return () => window.clearTimeout(timer);
  }, [value]);
  return value && isDelayed;
}
