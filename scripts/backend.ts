import path from "node:path";
import { run } from "./lib/command";
import { makeDataFolder } from "./lib/dataFolder";
import { startEmbedded } from "./lib/deployment";
import { embeddedEnvironment, setEnvironment } from "./lib/environment";
import { Family } from "./lib/family";

const PORTAL_PORT = 3000;

run(
  {
    usage: "npm run backend -- [options]",
    summary:
      "Starts the embedded deployment alone, with the functions it has; push to it with the Convex CLI.",
    options: {
      "backend-port": { value: "N", default: "3210", help: "Port of the deployment." },
      "site-port": { value: "N", default: "3211", help: "Port of the deployment's HTTP API." },
      data: { value: "DIR", default: ".guildhall", help: "Folder that holds all data." },
    },
  },
  async (given) => {
    const limits = { min: 0, max: 65_535 };
    const data = path.resolve(given.value("data"));
    await makeDataFolder(data);
    const family = new Family();
    await family.during(async () => {
      const { child, ...deployment } = await startEmbedded({
        data,
        port: given.integer("backend-port", limits),
        sitePort: given.integer("site-port", limits),
        output: "show",
      });
      family.add(child);
      await setEnvironment(deployment, embeddedEnvironment(PORTAL_PORT));
      console.log(`\nexport CONVEX_SELF_HOSTED_URL=${deployment.deploymentUrl}`);
      console.log(`export CONVEX_SELF_HOSTED_ADMIN_KEY='${deployment.adminKey}'\n`);
      console.log("With these two set, every command of npx convex works on this deployment.");
    });
  },
);
