import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { Child, runNode } from "./children";
import { UsageError } from "./command";
import { inProject, programs } from "./project";
import { untilItAnswers } from "./ready";
import { hashOf } from "./sources";

const stampFile = inProject(".next/guildhall-sources");

/** What decides what a build of the web app contains. */
const built = ["app", "components", "lib", "messages", "public", "convex/_generated"];
const settings = ["next.config.ts", "postcss.config.mjs", "proxy.ts", "tsconfig.json", "package-lock.json"];

/** Whether `.next` holds a whole build (Next writes its id last) of the sources as they are. */
export async function isBuilt(): Promise<boolean> {
  const stamp = await readFile(stampFile, "utf8").catch(() => null);
  return existsSync(inProject(".next/BUILD_ID")) && stamp === (await hashOf([...built, ...settings]));
}

export async function buildWeb(): Promise<void> {
  const sources = await hashOf([...built, ...settings]);
  const { code, output } = await runNode("next build", [programs.next, "build"], webEnvironment());
  if (code !== 0) {
    throw new UsageError(`The build of the web app failed:\n${output.trim()}`);
  }
  await writeFile(stampFile, sources);
}

/** What the web app is told of its deployment when it starts. */
export function addressesOf({
  deploymentUrl,
  siteUrl,
}: {
  deploymentUrl: string;
  siteUrl: string | undefined;
}) {
  return {
    GUILDHALL_DEPLOYMENT_URL: deploymentUrl,
    ...(siteUrl === undefined ? {} : { GUILDHALL_SITE_URL: siteUrl }),
  };
}

/** The production server of the web app on the loopback interface, once it answers. */
export async function startWeb(
  port: number,
  deployment: { deploymentUrl: string; siteUrl: string },
  portal: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const args = [programs.next, "start", "--hostname", "127.0.0.1", "--port", String(port)];
  const env = { ...webEnvironment(), ...addressesOf(deployment), ...portal };
  const child = new Child("The web app", args, { env, output: "collect" });
  await untilItAnswers(child, `http://127.0.0.1:${port}/`);
  return child;
}

function webEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
}
