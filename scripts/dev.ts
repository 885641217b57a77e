import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Child } from "./lib/children";
import { loadEnvironment, run, UsageError, type Given } from "./lib/command";
import { readConnection, writeConnection } from "./lib/connection";
import { demoOf, withClients } from "./lib/demo";
import { startEmbedded } from "./lib/deployment";
import { embeddedEnvironment, setEnvironment } from "./lib/environment";
import { Family } from "./lib/family";
import { hasProviderCredentials, startIdp } from "./lib/idp";
import { portalEnvironment } from "./lib/portal";
import { programs } from "./lib/project";
import { cliEnvironment, pushFunctions } from "./lib/push";
import { namesDeployment } from "./lib/target";
import { addressesOf } from "./lib/web";
import { showWelcome } from "./lib/welcome";

const limits = { min: 1, max: 65_535 };

run(
  {
    usage: "npm run dev -- [options]",
    summary:
      "Watches convex/ and the web app. Works on the embedded deployment, or on the one that CONVEX_DEPLOYMENT or CONVEX_SELF_HOSTED_URL names.",
    options: {
      port: { value: "N", default: "3000", help: "Port of the web app." },
      "backend-port": { value: "N", default: "3210", help: "Port of the embedded deployment." },
      "site-port": { value: "N", default: "3211", help: "Port of its HTTP API." },
      "idp-port": { value: "N", default: "3212", help: "Port of the local OpenID provider." },
      data: { value: "DIR", default: ".guildhall", help: "Data folder of the embedded deployment." },
    },
  },
  async (given) => {
    const family = new Family();
    await family.during(() => (namesDeployment() ? watchNamed(family, given) : watchEmbedded(family, given)));
  },
);

async function watchEmbedded(family: Family, given: Given): Promise<void> {
  const data = path.resolve(given.value("data"));
  const port = given.integer("port", limits);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const { child, ...deployment } = await startEmbedded({
    data,
    port: given.integer("backend-port", limits),
    sitePort: given.integer("site-port", limits),
    output: "show",
  });
  family.add(child);
  await pushFunctions(deployment, data);
  await setEnvironment(deployment, embeddedEnvironment(port));
  const demo = await demoOf(deployment, await readConnection(data));
  const idp = hasProviderCredentials()
    ? null
    : startIdp({ port: given.integer("idp-port", limits), portalPort: port });
  if (idp !== null) {
    family.add(idp.child);
  }
  const connection = {
    portalUrl: `http://127.0.0.1:${port}`,
    idpUrl: idp?.idpUrl ?? null,
    ...deployment,
    demo: withClients(demo, idp !== null),
  };
  await writeConnection(data, connection);
  const portal = { ...(await portalEnvironment(data, demo)), ...idp?.environment };
  watch(family, { ...deployment, port, portal, env: cliEnvironment(deployment) });
  showWelcome(connection, data);
}

async function watchNamed(family: Family, given: Given): Promise<void> {
  const first = new Child("convex dev", [programs.convex, "dev", "--once"], {
    output: "show",
    stdin: "inherit",
  });
  if ((await first.ended) !== 0) {
    throw new UsageError("The first push failed.");
  }
  // The CLI wrote the address of a cloud deployment to .env.local, under the name that Next projects use.
  loadEnvironment();
  const deploymentUrl = process.env.CONVEX_SELF_HOSTED_URL || process.env.NEXT_PUBLIC_CONVEX_URL;
  if (!deploymentUrl) {
    throw new UsageError("The address of the deployment is unknown: set CONVEX_SELF_HOSTED_URL.");
  }
  const siteUrl = process.env.GUILDHALL_SITE_URL || process.env.NEXT_PUBLIC_CONVEX_SITE_URL;
  const port = given.integer("port", limits);
  watch(family, { deploymentUrl, siteUrl, port, portal: {}, env: process.env });
}

interface Watched {
  readonly deploymentUrl: string;
  /** Only a deployment of somebody else's may keep it to itself. */
  readonly siteUrl: string | undefined;
  readonly port: number;
  /** What the portal's sign-in needs. A named deployment's is set by whoever named it. */
  readonly portal: Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
}

function watch(family: Family, { port, env, portal, ...deployment }: Watched): void {
  family.add(
    new Child("convex dev", [programs.convex, "dev", "--typecheck", "disable"], { env, output: "show" }),
  );
  const args = [programs.next, "dev", "--hostname", "127.0.0.1", "--port", String(port)];
  const webEnvironment = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: "1",
    ...addressesOf(deployment),
    ...portal,
  };
  family.add(new Child("next dev", args, { env: webEnvironment, output: "show" }));
}
