import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { Child, typescript } from "./children";
import { UsageError } from "./command";
import { inProject } from "./project";
import { readJson } from "./readJson";

const READY_MS_MAX = 60_000;

export const deploymentSchema = z.object({
  deploymentUrl: z.string(),
  siteUrl: z.string(),
  adminKey: z.string(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

export interface EmbeddedOptions {
  readonly data: string;
  readonly port: number;
  readonly sitePort: number;
  /** `show` prints what functions log. */
  readonly output: "show" | "collect";
}

export interface RunningDeployment extends Deployment {
  readonly child: Child;
}

/**
 * Starts `embedded/` as a child and waits until it serves, which its first line on stdout says. Its own refusals (a
 * taken folder or port) pass through as they are.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<RunningDeployment> {
  const { data, port, sitePort } = options;
  const flags = ["--data", data, "--port", String(port), "--site-port", String(sitePort)];
  const child = new Child(
    "The embedded deployment",
    [...typescript, inProject("embedded/main.ts"), ...flags],
    {
      output: options.output,
    },
  );
  const outcome = await Promise.race([
    child.firstLine.then(() => "ready"),
    child.ended.then(() => "ended"),
    sleep(READY_MS_MAX, "late", { ref: false }),
  ]);
  if (outcome === "ready") {
    return { ...(await readDeployment(data)), child };
  }
  await child.stop();
  throw new UsageError(child.output.trim() || "The embedded deployment did not get ready.");
}

/** The addresses and the admin key of the deployment whose data folder this is, running or not. */
export async function readDeployment(data: string): Promise<Deployment> {
  const deployment = await readJson(path.join(data, "deployment.json"), deploymentSchema);
  if (deployment === null) {
    throw new UsageError(`There is no deployment in ${data}. Start one with: npm start -- --data ${data}`);
  }
  return deployment;
}
