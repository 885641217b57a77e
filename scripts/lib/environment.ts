import * as z from "zod";
import type { Deployment } from "./deployment";

/** The deployment's variables that are passed on when they are set in the environment of the command. */
const passedOn = ["ALLOWED_ORIGINS"] as const;

/** What an embedded deployment gets told; by default it answers the browsers of its own portal. */
export function embeddedEnvironment(portalPort: number | undefined): Record<string, string> {
  const origins =
    portalPort === undefined ? "" : `http://127.0.0.1:${portalPort},http://localhost:${portalPort}`;
  const values: Record<string, string> = { GUILDHALL_EMBEDDED: "1", ALLOWED_ORIGINS: origins };
  for (const name of passedOn) {
    values[name] = process.env[name] ?? values[name] ?? "";
  }
  return values;
}

/** Sets the given variables of a deployment and leaves alone those that have their value already: a change costs a reload. */
export async function setEnvironment(
  deployment: Deployment,
  wanted: Readonly<Record<string, string>>,
): Promise<void> {
  const current = new Map((await environmentOf(deployment)).map(({ name, value }) => [name, value]));
  const changes = Object.entries(wanted)
    .map(([name, value]) => ({ name, value }))
    .filter(({ name, value }) => current.get(name) !== value);
  if (changes.length > 0) {
    await post(deployment, "/api/update_environment_variables", { changes });
  }
}

const variables = z.array(z.object({ name: z.string(), value: z.string() }));

async function environmentOf(deployment: Deployment): Promise<z.infer<typeof variables>> {
  const path = "_system/cli/queryEnvironmentVariables";
  const text = await post(deployment, "/api/query", { path, format: "convex_encoded_json", args: [{}] });
  return z.object({ value: variables }).parse(JSON.parse(text)).value;
}

async function post(deployment: Deployment, path: string, body: unknown): Promise<string> {
  const response = await fetch(`${deployment.deploymentUrl}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Convex ${deployment.adminKey}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${text}`);
  }
  return text;
}
