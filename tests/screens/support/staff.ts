import * as z from "zod";
import { callFunction, type Target } from "../../../scripts/lib/functions";
import { callApi } from "../../support/contactsApi";
import { sharedGuildhall } from "../../support/sharedGuildhall";

export interface Staff {
  readonly email: string;
  readonly password: string;
  readonly organizationId: string;
  readonly apiKey: string;
}

const created = z.object({ organizationId: z.string(), email: z.string(), password: z.string() });
const key = z.object({ secret: z.string() });

/** An organization of its own with its owner, so that a file may count what it sees and nobody else's attempts slow it. */
export async function hireStaff(
  organization: string,
  scopes: readonly string[] = ["contacts:read", "contacts:write"],
  { deploymentUrl, adminKey }: { deploymentUrl: string; adminKey: string } = sharedGuildhall(),
): Promise<Staff> {
  const target: Target = { kind: "key", deploymentUrl, adminKey };
  const word = organization.toLowerCase().replaceAll(/\W+/g, "-");
  const ownerEmail = `${word}.${Date.now()}@screens.example`;
  const owner = { organization, ownerEmail, ownerName: "Olga Owner" };
  const { organizationId, email, password } = await callFunction(
    target,
    "setup:createOrganization",
    owner,
    created,
  );
  // Tests add more in a minute than a program of the default limit may.
  const request = { organizationId, name: "screens", scopes, limitPerMinute: 100_000 };
  const { secret } = await callFunction(target, "apiKeys:create", request, key);
  return { email, password, organizationId, apiKey: secret };
}

/** A contact as a program makes it: through the HTTP API. Answers its id. */
export async function addContact(staff: Staff, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const { siteUrl } = sharedGuildhall();
  const answer = await callApi({ siteUrl, apiKey: staff.apiKey }, "POST", "/crm/contacts", fields);
  if (answer.status !== 201) {
    throw new Error(`The contact was not created: ${JSON.stringify(answer)}`);
  }
  return (answer.body as { contactId: string }).contactId;
}

export async function changeContact(
  staff: Staff,
  id: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { siteUrl } = sharedGuildhall();
  const answer = await callApi({ siteUrl, apiKey: staff.apiKey }, "PATCH", `/crm/contacts/${id}`, fields);
  if (answer.status !== 200) {
    throw new Error(`The contact was not changed: ${JSON.stringify(answer)}`);
  }
}
