import path from "node:path";
import * as z from "zod";
import { readConnection } from "./lib/connection";
import { run, UsageError } from "./lib/command";
import { readDeployment } from "./lib/deployment";
import { callFunction } from "./lib/functions";
import { seconds } from "./lib/progress";
import { namesDeployment } from "./lib/target";

const BATCH = 100;
const SHOW_EVERY_MS = 2_000;

run(
  {
    usage: "npm run seed -- --contacts N",
    summary: "Adds invented contacts to the demo organization of a running embedded deployment.",
    options: {
      contacts: { value: "N", help: "How many contacts to add." },
      data: { value: "DIR", default: ".guildhall", help: "Data folder of the embedded deployment." },
    },
  },
  async (given) => {
    if (namesDeployment()) {
      throw new UsageError("npm run seed works on the embedded deployment only: unset CONVEX_….");
    }
    const wanted = given.integer("contacts", { min: 1, max: 10_000_000 });
    const data = path.resolve(given.value("data"));
    const deployment = await readDeployment(data);
    const organizationId = (await readConnection(data))?.demo?.organizationId;
    if (organizationId === undefined) {
      throw new UsageError("There is no demo organization: start once without --no-demo.");
    }
    await seed({ kind: "key", ...deployment }, organizationId, wanted);
  },
);

async function seed(
  target: { kind: "key"; deploymentUrl: string; adminKey: string },
  organizationId: string,
  wanted: number,
): Promise<void> {
  const answer = z.object({ created: z.number(), total: z.number() });
  const startedAtMs = performance.now();
  let shownAtMs = startedAtMs;
  let created = 0;
  let total = 0;
  while (created < wanted) {
    const count = Math.min(BATCH, wanted - created);
    const batch = await callFunction(target, "demo:seedContacts", { organizationId, count }, answer);
    created += batch.created;
    total = batch.total;
    if (performance.now() - shownAtMs > SHOW_EVERY_MS) {
      shownAtMs = performance.now();
      console.log(`… ${created} of ${wanted} contacts`);
    }
  }
  console.log(
    `✓ ${created} contacts in ${seconds(performance.now() - startedAtMs)}; there are ${total} now.`,
  );
}
