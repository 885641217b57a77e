import { randomBytes } from "node:crypto";
import * as z from "zod";
import { demoClients } from "../idp/people";
import type { Connection, Demo } from "./connection";
import type { Deployment } from "./deployment";
import { callFunction } from "./functions";

const PASSWORD_BYTES = 12;

const seeded = z.object({
  organizationId: z.string(),
  apiKey: z.string(),
  portalKey: z.string(),
  staff: z.object({ email: z.string(), password: z.string() }),
});

/**
 * The demo organization of this data folder, made on the first start. Its secrets are stored as hashes only, so later
 * starts take them from the connection file; when that is lost, seeding again replaces them and keeps the contacts.
 */
export async function demoOf(deployment: Deployment, last: Connection | null): Promise<Demo> {
  const known = knownDemo(deployment, last);
  if (known !== null) {
    return known;
  }
  const password = randomBytes(PASSWORD_BYTES).toString("base64url");
  const target = { kind: "key", ...deployment } as const;
  return { ...(await callFunction(target, "demo:seed", { password }, seeded)), clients: [] };
}

/** The demo with those who can sign in to its portal: people of the local OpenID provider, where it runs. */
export function withClients(demo: Demo | null, hasLocalIdp: boolean): Demo | null {
  const clients = hasLocalIdp ? demoClients.map(({ subject: _subject, ...client }) => client) : [];
  return demo === null ? null : { ...demo, clients };
}

/** What an earlier start noted of this deployment's demo. A start without the demo must not lose it either. */
export function knownDemo({ adminKey }: Pick<Deployment, "adminKey">, last: Connection | null): Demo | null {
  return last?.adminKey === adminKey ? last.demo : null;
}
