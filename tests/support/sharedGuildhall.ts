import { inject } from "vitest";
import type { Connection } from "../../scripts/lib/connection";

declare module "vitest" {
  interface ProvidedContext {
    guildhall: Connection & { demo: NonNullable<Connection["demo"]>; portalUrl: string };
  }
}

/**
 * The product that runs during all files of the project "product": deployment, functions, demo organization and web app.
 * Tests share it, so they find their own contacts by their own e-mail addresses and never count all of them.
 */
export function sharedGuildhall() {
  return inject("guildhall");
}
