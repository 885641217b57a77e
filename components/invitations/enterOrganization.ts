import { staffArea } from "../session/nextPath";
import { storeOrganization } from "../session/useStoredOrganization";

/**
 * Goes to the first page of a member. The entry of the link is replaced in the history of the browser, and a full load
 * lets the server see the new cookie. It never comes back, so that its button stays as it is until the page is gone.
 */
export async function enterOrganization(organizationId: string): Promise<never> {
  storeOrganization(organizationId);
  window.location.replace(staffArea.home);
  return await new Promise<never>(() => undefined);
}
