import { callApi } from "../../support/contactsApi";
import { sharedGuildhall } from "../../support/sharedGuildhall";
import type { Staff } from "./staff";

/** A CRM organization as a program makes it: through the HTTP API. Answers its id. */
export async function addCompany(
  { apiKey }: Staff,
  fields: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { siteUrl } = sharedGuildhall();
  const answer = await callApi({ siteUrl, apiKey }, "POST", "/crm/organizations", fields);
  if (answer.status !== 201) {
    throw new Error(`The company was not created: ${JSON.stringify(answer)}`);
  }
  return (answer.body as { crmOrganizationId: string }).crmOrganizationId;
}

export async function archiveContact({ apiKey }: Staff, id: string): Promise<void> {
  const { siteUrl } = sharedGuildhall();
  const answer = await callApi({ siteUrl, apiKey }, "DELETE", `/crm/contacts/${id}`);
  if (answer.status !== 200) {
    throw new Error(`The contact was not archived: ${JSON.stringify(answer)}`);
  }
}
