import { Child, typescript } from "../lib/children";
import { step } from "../lib/progress";
import { inProject } from "../lib/project";
import { load } from "./load";
import type { Tenant } from "./subject";

const REQUESTS = 600;

/** `POST /crm/contacts` on Guildhall and on a bare server that does the same writes, one client and sixteen at a time. */
export async function measureWrites(tenant: Tenant, folder: string): Promise<void> {
  const bare = new Child(
    "The bare server",
    [...typescript, inProject("scripts/bench/bareServer.ts"), folder],
    {
      output: "collect",
    },
  );
  await bare.firstLine;
  const bareUrl = `http://127.0.0.1:${bare.stdout.trim()}/`;
  const rows = [];
  for (const clients of [1, 16]) {
    const guildhall = await step(`Writing to Guildhall, clients: ${clients}`, () =>
      write(tenant.contactsUrl, tenant, clients),
    );
    const least = await step(`Writing to the bare server, clients: ${clients}`, () =>
      write(bareUrl, tenant, clients),
    );
    rows.push({
      clients,
      guildhallPerSecond: Math.round(guildhall.perSecond),
      barePerSecond: Math.round(least.perSecond),
      ratio: `1 : ${(least.perSecond / guildhall.perSecond).toFixed(1)}`,
      guildhallMedianMs: guildhall.medianMs.toFixed(1),
      bareMedianMs: least.medianMs.toFixed(1),
    });
  }
  await bare.stop();
  console.log("\nContacts created over HTTP, beside a bare node:http and better-sqlite3 server");
  console.table(rows);
}

async function write(url: string, { headers }: Tenant, clients: number) {
  const send = (number: number) => {
    const email = `bench-${clients}-${number}@example.com`;
    const body = JSON.stringify({ email, firstName: "Ada", lastName: "Lovelace" });
    return fetch(url, { method: "POST", headers, body });
  };
  return await load({ requests: REQUESTS, clients, expected: 201, send });
}
