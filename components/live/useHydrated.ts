import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False on the server and in the first render, for what must not be part of the served page. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
