import { type Client, createClient } from "@/lib/sdk/client";

/** The API for the web app's own server, or null where nobody said where it is. Read at run time: one build serves every deployment. */
export function portalClient(): Client | null {
  const baseUrl = process.env.GUILDHALL_SITE_URL;
  return baseUrl ? createClient({ baseUrl }) : null;
}
