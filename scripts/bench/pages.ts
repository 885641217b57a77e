import * as z from "zod";
import { callFunction } from "../lib/functions";
import { step } from "../lib/progress";
import { load } from "./load";
import { measureRead } from "./meter";
import type { Cast } from "./samples";
import type { Tenant } from "./subject";

const PAGE = 50;
const BATCH = 100;
const REQUESTS = 200;

const page = z.object({ contacts: z.array(z.unknown()), total: z.number().nullable() });

/** A page of contacts with its total, at each number of contacts in turn: documents read, and the time over HTTP. */
export async function measurePages(tenant: Tenant, sizes: readonly number[]): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const size of sizes) {
    await step(`Filling up to ${size} contacts`, () => fillUp(tenant, size));
    const pages: Record<string, Record<string, string | number>> = {
      first: {},
      "in the middle": { offset: size / 2 },
      filtered: { subtype: "lead" },
    };
    for (const [name, query] of Object.entries(pages)) {
      rows.push({ contacts: size, page: name, ...(await measure(tenant, query)) });
    }
  }
  console.log(`\nA page of ${PAGE} contacts with its total over HTTP, one client, ${REQUESTS} requests each`);
  console.table(rows);
}

async function measure(tenant: Tenant, query: Readonly<Record<string, string | number>>) {
  const { contactsUrl, headers, secret } = tenant;
  const cast: Cast = { run: "pages", found: new Map([["apiKey", secret]]) };
  const { read, body } = await measureRead(tenant, cast, "getContacts", { query: { limit: PAGE, ...query } });
  const { contacts, total } = page.parse(body);
  const parameters = Object.entries(query).map(([name, value]) => `&${name}=${value}`);
  const url = `${contactsUrl}?limit=${PAGE}${parameters.join("")}`;
  const { medianMs, p95Ms } = await load({
    requests: REQUESTS,
    clients: 1,
    expected: 200,
    send: () => fetch(url, { headers }),
  });
  return {
    rows: contacts.length,
    total: total ?? "unknown",
    documentsRead: read,
    medianMs: medianMs.toFixed(1),
    p95Ms: p95Ms.toFixed(1),
  };
}

/** Seeds invented contacts until there are `size` of them. */
export async function fillUp({ target, organizationId }: Tenant, size: number): Promise<void> {
  const answer = z.object({ total: z.number() });
  const seed = (count: number) =>
    callFunction(target, "demo:seedContacts", { organizationId, count }, answer);
  let { total } = await seed(1);
  while (total < size) {
    ({ total } = await seed(Math.min(BATCH, size - total)));
  }
}
