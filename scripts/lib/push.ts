import { writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { runNode } from "./children";
import { UsageError } from "./command";
import type { Deployment } from "./deployment";
import { programs } from "./project";
import { readJson } from "./readJson";
import { hashOf } from "./sources";

/** What decides what a push installs: the functions, what they import, and the versions of the packages. */
const pushed = ["convex", "lib", "convex.json", "package-lock.json"];

const stampSchema = z.object({ sources: z.string(), modules: z.string() });
type Stamp = z.infer<typeof stampSchema>;

/**
 * Pushes `convex/` with the official CLI, unless the deployment has just that code already: same sources here, and there
 * the same modules as after the push that the data folder remembers (somebody may have pushed something else since).
 */
export async function pushFunctions(deployment: Deployment, data: string): Promise<"pushed" | "unchanged"> {
  const stampFile = path.join(data, "pushed.json");
  const sources = await hashOf(pushed);
  const last = await readStamp(stampFile);
  if (last?.sources === sources && last.modules === (await installedModules(deployment))) {
    return "unchanged";
  }
  // The type check is `npm run check`'s work, and the generated code is committed.
  const args = ["deploy", "--yes", "--typecheck", "disable", "--codegen", "disable"];
  const { code, output } = await runNode(
    "convex deploy",
    [programs.convex, ...args],
    cliEnvironment(deployment),
  );
  if (code !== 0) {
    throw new UsageError(`The push of convex/ failed:\n${output.trim()}`);
  }
  const stamp: Stamp = { sources, modules: await installedModules(deployment) };
  await writeFile(stampFile, JSON.stringify(stamp));
  return "pushed";
}

/**
 * The environment in which the official CLI finds this deployment and nothing else. Empty variables keep the CLI from
 * taking others out of `.env.local`, and `CI` keeps it from reporting a failed push over the network.
 */
export function cliEnvironment(deployment: Deployment): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CI: "1",
    CONVEX_DEPLOYMENT: "",
    CONVEX_DEPLOY_KEY: "",
    CONVEX_DEPLOYMENT_TOKEN: "",
    CONVEX_SELF_HOSTED_URL: deployment.deploymentUrl,
    CONVEX_SELF_HOSTED_ADMIN_KEY: deployment.adminKey,
  };
}

/** Without a stamp that can be read, the functions are pushed again: that is always right. */
async function readStamp(file: string): Promise<Stamp | null> {
  return await readJson(file, stampSchema).catch(() => null);
}

async function installedModules({ deploymentUrl, adminKey }: Deployment): Promise<string> {
  const response = await fetch(`${deploymentUrl}/api/get_config_hashes`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Convex ${adminKey}` },
    body: JSON.stringify({ version: "0.0.0", adminKey }),
  });
  const { moduleHashes } = z.object({ moduleHashes: z.unknown() }).parse(await response.json());
  return JSON.stringify(moduleHashes);
}
