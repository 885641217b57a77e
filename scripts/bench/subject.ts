import * as z from "zod";
import { startEmbedded } from "../lib/deployment";
import { embeddedEnvironment, setEnvironment } from "../lib/environment";
import { callFunction, type Target } from "../lib/functions";
import { pushFunctions } from "../lib/push";

/** An organization without contacts on the deployment under measurement, and a key whose limit is out of the way. */
export interface Tenant {
  readonly target: Target;
  readonly organizationId: string;
  readonly secret: string;
  readonly contactsUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Subject {
  tenant(name: string): Promise<Tenant>;
  close(): Promise<void>;
}

const UNLIMITED_PER_MINUTE = 100_000;

export async function startSubject(data: string): Promise<Subject> {
  const { child, ...deployment } = await startEmbedded({ data, port: 0, sitePort: 0, output: "collect" });
  await pushFunctions(deployment, data);
  await setEnvironment(deployment, embeddedEnvironment(undefined));
  const target: Target = { kind: "key", ...deployment };
  return {
    tenant: async (name) => {
      const { organizationId, secret } = await createTenant(target, name);
      const headers = { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" };
      return {
        target,
        organizationId,
        secret,
        contactsUrl: `${deployment.siteUrl}/api/v1/crm/contacts`,
        headers,
      };
    },
    close: () => child.stop(),
  };
}

async function createTenant(target: Target, name: string) {
  const owner = { organization: name, ownerEmail: "bench@example.com" };
  const created = z.object({ organizationId: z.string() });
  const { organizationId } = await callFunction(target, "setup:createOrganization", owner, created);
  const scopes = ["*"];
  const key = { organizationId, name, scopes, limitPerMinute: UNLIMITED_PER_MINUTE };
  const { secret } = await callFunction(target, "apiKeys:create", key, z.object({ secret: z.string() }));
  return { organizationId, secret };
}
