import path from "node:path";
import { run, UsageError, type Given } from "./lib/command";
import { makeDataFolder } from "./lib/dataFolder";
import { hasProviderCredentials } from "./lib/idp";
import { demandFreePort } from "./lib/ports";
import { startProduct } from "./lib/product";
import { showWelcome } from "./lib/welcome";

run(
  {
    usage: "npm start -- [options]",
    summary: "Starts Guildhall: an embedded deployment with the functions of convex/, and the web app.",
    options: {
      port: { value: "N", default: "3000", help: "Port of the web app." },
      "backend-port": { value: "N", default: "3210", help: "Port of the deployment." },
      "site-port": { value: "N", default: "3211", help: "Port of the deployment's HTTP API." },
      "idp-port": {
        value: "N",
        default: "3212",
        help: "Port of the local OpenID provider, which stands in for Google and Microsoft without credentials.",
      },
      data: { value: "DIR", default: ".guildhall", help: "Folder that holds all data." },
      "no-portal": { help: "Start without the web app." },
      "no-demo": { help: "Start without the demo organization." },
    },
  },
  start,
);

async function start(given: Given): Promise<void> {
  const options = optionsFrom(given);
  for (const [option, port] of Object.entries(options.ports)) {
    await demandFreePort(port, option);
  }
  await makeDataFolder(options.data);
  const connection = await startProduct(options);
  showWelcome(connection, options.data);
}

function optionsFrom(given: Given) {
  const portal = !given.has("no-portal");
  const idp = portal && !hasProviderCredentials();
  const limits = { min: 1, max: 65_535 };
  const ports = {
    ...(portal ? { port: given.integer("port", limits) } : {}),
    "backend-port": given.integer("backend-port", limits),
    "site-port": given.integer("site-port", limits),
    ...(idp ? { "idp-port": given.integer("idp-port", limits) } : {}),
  };
  if (new Set(Object.values(ports)).size < Object.keys(ports).length) {
    throw new UsageError("--port, --backend-port, --site-port and --idp-port must be different ports.");
  }
  return { ports, data: path.resolve(given.value("data")), demo: !given.has("no-demo") };
}
