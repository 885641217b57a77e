import type { TestProject } from "vitest/node";
import { buildWeb, isBuilt } from "../../scripts/lib/web";
import { startGuildhall } from "./guildhall";
import type {} from "./sharedGuildhall";

/** Builds the web app when needed and starts the product that the files of the project "product" share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!(await isBuilt())) {
    await buildWeb();
  }
  const guildhall = await startGuildhall();
  const { demo, portalUrl, ...connection } = await guildhall.connection();
  if (demo === null || portalUrl === null) {
    throw new Error("The shared Guildhall has no demo organization or no web app");
  }
  project.provide("guildhall", { ...connection, demo, portalUrl });
  return async () => {
    if (!guildhall.isRunning) {
      console.error(`Guildhall ended while the tests ran. What it printed:\n${guildhall.output}`);
    }
    await guildhall.close();
  };
}
