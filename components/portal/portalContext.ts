"use client";

import type { FunctionReturnType } from "convex/server";
import { createContext, use } from "react";
import type { api } from "@/convex/_generated/api";

type Home = FunctionReturnType<typeof api.portalPages.getHome>;

export type LinkedContact = NonNullable<Home["contact"]>;

interface Portal extends Home {
  sessionId: string;
}

export const PortalContext = createContext<Portal | undefined>(undefined);

/** Who is signed in, at whose portal, and as which contact; as it is right now. */
export function usePortal(): Portal {
  const portal = use(PortalContext);
  if (portal === undefined) throw new Error("usePortal is for components inside a PortalShell.");
  return portal;
}
