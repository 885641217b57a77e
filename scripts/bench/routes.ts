import * as z from "zod";
import { type OperationId, permissionOf } from "../../lib/permissions/operations";
import { operations } from "../../lib/sdk/operations.generated";
import { UsageError } from "../lib/command";
import { step } from "../lib/progress";
import { type Cost, measureRead, measureWrite } from "./meter";
import { fillUp } from "./pages";
import { type Cast, type Sample, samples } from "./samples";
import type { Tenant } from "./subject";

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
