import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { callApi, walkContacts, type ApiAccess } from "../support/contactsApi";
import { script, startGuildhall, type Guildhall } from "../support/guildhall";
import { soak } from "../support/rounds";

const WRITERS = 4;
const WRITING_MS_SPREAD = 1_200;

test("after kill -9 under concurrent writes every acknowledged contact is there and the total is the walk's", async () => {
  const guildhall = await startGuildhall({ portal: false });
  try {
    const access = await unlimitedAccess(guildhall);
    const acknowledged = new Set<string>();
    for (let round = 0; round < soak(2, 25); round += 1) {
      const before = acknowledged.size;
      const writers = Array.from({ length: WRITERS }, (_, writer) =>
        writeUntilItDies(access, `round${round}-writer${writer}`, acknowledged),
      );
      await expect.poll(() => acknowledged.size, { interval: 5 }).toBeGreaterThan(before);
      await sleep(Math.random() * WRITING_MS_SPREAD);
      await guildhall.crash();
      await Promise.all(writers);

      await guildhall.start();
      const { contacts, total } = await walkContacts(access);
      const present = new Set(contacts.map((contact) => contact.id));
      expect([...acknowledged].filter((id) => !present.has(id))).toEqual([]);
      expect(present.size).toBe(contacts.length);
      expect(total).toBe(contacts.length);
    }
  } finally {
    await guildhall.close();
  }
});

/** A key of the demo organization whose limit ends no round before the crash does. */
async function unlimitedAccess(guildhall: Guildhall): Promise<ApiAccess> {
  const { siteUrl, demo } = await guildhall.connection();
  const owner = ["--data", guildhall.data, "--organization", demo?.organizationId ?? ""];
  const rights = ["--name", "crash test", "--scopes", "contacts:read,contacts:write", "--limit", "100000"];
  const { stdout, stderr } = await script("keys.ts", ["create", ...owner, ...rights, "--json"]);
  expect(stderr).toBe("");
  return { siteUrl, apiKey: (JSON.parse(stdout) as { secret: string }).secret };
}

async function writeUntilItDies(access: ApiAccess, name: string, acknowledged: Set<string>): Promise<void> {
  for (let number = 0; ; number += 1) {
    const email = `${name}-${number}@crash.example`;
    const answer = await callApi(access, "POST", "/crm/contacts", { email }).catch(() => null);
    if (answer === null) {
      return;
    }
    expect(answer.status).toBe(201);
    acknowledged.add((answer.body as { contactId: string }).contactId);
  }
}
