"use client";

import { ConvexProvider, ConvexReactClient } from "convex/react";
import { type ReactNode, useState } from "react";

/** Connects everything below it to a deployment. */
export function Deployment({ url, children }: { url: string; children: ReactNode }) {
  // The client connects with its first query, so making one that a strict render throws away costs nothing.
  // Its log is off in production, because Convex prints refused arguments, and those hold the `sessionId`.
  const [client] = useState(
    () => new ConvexReactClient(url, { logger: process.env.NODE_ENV === "development" }),
  );
  return <ConvexProvider client={client}>{children}</ConvexProvider>;
}
