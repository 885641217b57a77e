"use client";

import { createContext, type ReactNode, Suspense, use } from "react";

/** Whether the shell around a page is connected. */
export const OpenContext = createContext(false);

interface WhenOpenProps {
  /** What the page looks like until its data can be asked for; everything stands where it will stand. */
  placeholder: ReactNode;
  children: ReactNode;
}

/** The live part of a page. It begins when the session is open and its own code is there. */
export function WhenOpen({ placeholder, children }: WhenOpenProps) {
  return use(OpenContext) ? <Suspense fallback={placeholder}>{children}</Suspense> : placeholder;
}
