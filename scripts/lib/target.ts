import type { Option } from "./command";
import { readDeployment } from "./deployment";
import type { Target } from "./functions";

/** For commands that work on any deployment. */
export const dataOption: Option = {
  value: "DIR",
  default: ".guildhall",
  help: "Data folder of the embedded deployment, unless CONVEX_… names another deployment.",
};

/**
 * The deployment that the environment names as the official CLI would take it, else the embedded one of the data folder.
 * An admin key opens the HTTP API directly; a cloud deployment is opened by the CLI, which knows the login.
 */
export async function targetFrom(data: string): Promise<Target> {
  const { CONVEX_SELF_HOSTED_URL: deploymentUrl, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey } = process.env;
  if (deploymentUrl && adminKey) {
    return { kind: "key", deploymentUrl, adminKey };
  }
  if (namesCloud()) {
    return { kind: "cli" };
  }
  const { deploymentUrl: url, adminKey: key } = await readDeployment(data);
  return { kind: "key", deploymentUrl: url, adminKey: key };
}

/** Whether the environment chooses a deployment, so that the embedded one is not wanted. */
export function namesDeployment(): boolean {
  return Boolean(process.env.CONVEX_SELF_HOSTED_URL) || namesCloud();
}

function namesCloud(): boolean {
  return Boolean(process.env.CONVEX_DEPLOYMENT) || Boolean(process.env.CONVEX_DEPLOY_KEY);
}
