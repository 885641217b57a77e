"use client";

import { createContext, use } from "react";

/**
 * Asks for a new `sessionId` now, for a query that was refused because the old one had ended. Pages of staff and of
 * clients each have their own.
 */
export const RenewalContext = createContext<(() => void) | undefined>(undefined);

export function useRenewal(): () => void {
  const renew = use(RenewalContext);
  if (renew === undefined) throw new Error("useRenewal is for components inside a session.");
  return renew;
}
