import type { Child } from "../../../scripts/lib/children";
import { pushFunctions } from "../../../scripts/lib/push";
import { callApi } from "../../support/contactsApi";
import { type Deployment, startDeployment } from "../../support/deployment";
import { startOwnWeb } from "./portal";
import { hireStaff, type Staff } from "./staff";

/** All of Guildhall in parts, so that a test may kill the deployment under open pages and start it again. */
export interface OwnProduct {
  readonly deployment: Deployment;
  readonly web: Child;
  readonly url: string;
  readonly staff: Staff;
  /** Creates a contact (`POST`) or changes one (`PATCH`) as a program would; answers its id. */
  write: (method: "POST" | "PATCH", path: string, fields: object) => Promise<string>;
  close: () => Promise<void>;
}

export async function startOwnProduct(organization: string): Promise<OwnProduct> {
  const deployment = await startDeployment({ app: null });
  const { url: deploymentUrl, siteUrl, adminKey, dataFolder } = deployment;
  await pushFunctions({ deploymentUrl, siteUrl, adminKey }, dataFolder);
  const scopes = ["contacts:read", "contacts:write", "portal:sync"];
  const staff = await hireStaff(organization, scopes, { deploymentUrl, adminKey });
  const settings = { GUILDHALL_DEPLOYMENT_URL: deploymentUrl };
  const { web, idp, url } = await startOwnWeb(staff.apiKey, siteUrl, settings);
  return {
    ...{ deployment, web, url, staff },
    write: async (method, path, fields) => {
      const { status, body } = await callApi({ siteUrl, apiKey: staff.apiKey }, method, path, fields);
      if (status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(body)}`);
      return (body as { contactId: string }).contactId;
    },
    close: async () => {
      await web.stop();
      await idp.stop();
      await deployment.close();
    },
  };
}
