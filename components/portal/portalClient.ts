import { type Client, type ClientOptions, createClient } from "@/lib/sdk/client";

/** The API for the web app's own server, or null where nobody said where it is. Read at run time: one build serves every deployment. */
export function portalClient(options: Omit<ClientOptions, "baseUrl"> = {}): Client | null {
  const baseUrl = process.env.GUILDHALL_SITE_URL;
  return baseUrl ? createClient({ ...options, baseUrl }) : null;
}
