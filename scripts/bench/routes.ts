import { randomUUID } from "node:crypto";
import * as z from "zod";
import { type OperationId, permissionOf } from "../../lib/permissions/operations";
import { operations } from "../../lib/sdk/operations.generated";
import { UsageError } from "../lib/command";
import { callFunction } from "../lib/functions";
import { step } from "../lib/progress";
import { type Cost, measureRead, measureWrite } from "./meter";
import { fillUp } from "./pages";
import { type Cast, type Sample, samples } from "./samples";
import type { Tenant } from "./subject";

const memberList = z.object({ members: z.array(z.object({ id: z.string(), email: z.string() })) });

/** What every route reads and writes at each number of contacts in turn, as a Markdown table. */
export async function measureRoutes(tenant: Tenant, sizes: readonly number[]): Promise<string> {
  const columns: ReadonlyMap<OperationId, Cost>[] = [];
  for (const size of sizes) {
    await step(`Filling up to ${size} contacts`, () => fillUp(tenant, size));
    columns.push(await measureSamples(tenant, `at-${size}`));
  }
  const rows = samples.map(({ operation }) => {
    const { method, path } = operations[operation];
    const costs = columns.flatMap((column) => {
      const cost = column.get(operation);
      return [cost?.read, cost?.written];
    });
    return [`\`${method.toUpperCase()} ${path}\``, ...costs];
  });
  const heads = sizes.flatMap((size) => [`read, ${size} contacts`, "written"]);
  const table = [["Route", ...heads], ["---", ...heads.map(() => "---:")], ...rows];
  return table.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

async function measureSamples(tenant: Tenant, run: string): Promise<Map<OperationId, Cost>> {
  const cast: Cast = { run, found: new Map([["apiKey", tenant.secret]]) };
  // The first request of a minute also notes when the key was last used.
  await measureRead(tenant, cast, "getContacts", { query: { limit: 1 } });
  await hire(tenant, cast);
  const costs = new Map<OperationId, Cost>();
  for (const sample of samples) {
    costs.set(sample.operation, await measureSample(tenant, cast, sample));
  }
  const missing = Object.keys(permissionOf).filter(
    (name) => !samples.some(({ operation }) => operation === name),
  );
  if (missing.length > 0) {
    throw new UsageError(`scripts/bench/samples.ts has no sample of ${missing.join(", ")}`);
  }
  return costs;
}

/** A member besides the owner, whom no key can touch. */
async function hire(tenant: Tenant, cast: Cast): Promise<void> {
  const invitation = { email: `hired-${cast.run}@bench.example`, role: "member" };
  const { body } = await measureWrite(tenant, cast, "inviteMember", { body: invitation });
  const person = { token: body.token, name: "Hired", password: randomUUID() };
  await callFunction(tenant.target, "invitations:acceptInvitation", person, z.unknown());
  const list = await measureRead(tenant, cast, "listMembers", { query: {} });
  const { members } = memberList.parse(list.body);
  cast.found.set("memberId", members.find(({ email }) => email === invitation.email)?.id ?? "");
}

async function measureSample(
  tenant: Tenant,
  cast: Cast,
  { operation, input, keeps = {} }: Sample,
): Promise<Cost> {
  const measure = operations[operation].method === "get" ? measureRead : measureWrite;
  const cost = await measure(tenant, cast, operation, input(cast));
  for (const [name, field] of Object.entries(keeps)) {
    cast.found.set(name, z.string().parse(cost.body[field]));
  }
  return cost;
}
