"use client";

import { ConvexProvider, ConvexReactClient } from "convex/react";
import type { ReactNode } from "react";

/** Connects everything below it to a deployment. */
export function Deployment({ url, children }: { url: string; children: ReactNode }) {
  return <ConvexProvider client={clientOf(url)}>{children}</ConvexProvider>;
}

const clients = new Map<string, ConvexReactClient>();

/**
 * One client for the document, outside of React: React may begin to draw a page many times before it keeps one, each
 * beginning would open a socket as soon as it asks for its connection, and browsers let the last of many wait for seconds.
 */
function clientOf(url: string): ConvexReactClient {
  // Its log is off in production, because Convex prints refused arguments, and those hold the `sessionId`.
  const client =
    clients.get(url) ?? new ConvexReactClient(url, { logger: process.env.NODE_ENV === "development" });
  clients.set(url, client);
  return client;
}
