import { writeConnection, readConnection, type Connection, type Demo } from "./connection";
import { demoOf, knownDemo, withClients } from "./demo";
import { startEmbedded, type Deployment } from "./deployment";
import { setEnvironment, embeddedEnvironment } from "./environment";
import { Family } from "./family";
import { type RunningIdp, startIdp } from "./idp";
import { portalEnvironment } from "./portal";
import { step } from "./progress";
import { pushFunctions } from "./push";
import { buildWeb, isBuilt, startWeb } from "./web";

export interface ProductOptions {
  readonly ports: {
    /** Without it the web app is not started. */
    readonly port?: number;
    readonly "backend-port": number;
    readonly "site-port": number;
    /** Without it there is no local OpenID provider. */
    readonly "idp-port"?: number;
  };
  readonly data: string;
  readonly demo: boolean;
}

/** Starts the deployment and the web app, and writes down how to reach them. */
export async function startProduct(options: ProductOptions): Promise<Connection> {
  const family = new Family();
  return await family.during(async () => {
    const { port } = options.ports;
    const idp = startLocalIdp(family, options);
    const deployment = await step("Starting the deployment", () => startDeployment(family, options));
    const [demo] = await Promise.all([
      install(deployment, options),
      port === undefined ? null : buildIfChanged(),
    ]);
    if (port !== undefined) {
      const portal = { ...(await portalEnvironment(options.data, demo)), ...idp?.environment };
      family.add(await step("Starting the web app", () => startWeb(port, deployment, portal)));
    }
    await idp?.ready;
    const connection = {
      portalUrl: port === undefined ? null : `http://127.0.0.1:${port}`,
      idpUrl: idp?.idpUrl ?? null,
      ...deployment,
      demo: withClients(demo, idp !== null),
    };
    await writeConnection(options.data, connection);
    return connection;
  });
}

async function startDeployment(family: Family, { ports, data }: ProductOptions): Promise<Deployment> {
  const { child, ...deployment } = await startEmbedded({
    data,
    port: ports["backend-port"],
    sitePort: ports["site-port"],
    output: "collect",
  });
  family.add(child);
  return deployment;
}

async function install(deployment: Deployment, { data, demo, ports }: ProductOptions): Promise<Demo | null> {
  await step("Installing the functions", () => pushFunctions(deployment, data));
  await setEnvironment(deployment, embeddedEnvironment(ports.port));
  const last = await readConnection(data);
  return demo
    ? await step("Preparing the demo organization", () => demoOf(deployment, last))
    : knownDemo(deployment, last);
}

function startLocalIdp(family: Family, { ports }: ProductOptions): RunningIdp | null {
  const { port: portalPort, "idp-port": port } = ports;
  if (portalPort === undefined || port === undefined) {
    return null;
  }
  const idp = startIdp({ port, portalPort });
  family.add(idp.child);
  return idp;
}

async function buildIfChanged(): Promise<void> {
  if (!(await isBuilt())) {
    await step("Building the web app (only after changes)", buildWeb);
  }
}
