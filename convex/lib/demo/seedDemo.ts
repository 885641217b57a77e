import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { contact } from "../../../lib/contacts/object";
import { contactName } from "../../../lib/contacts/rules";
import { crmOrganization } from "../../../lib/crmOrganizations/object";
import { fold } from "../../../lib/ontology/words";
import { DAY, HOUR } from "../../../lib/time";
import { createObjects, type Draft, type Origin, type StoredObject } from "../objectStore";
import { companies } from "./companies";
import { customers } from "./customers";
import type { Person } from "./person";
import { prospects } from "./prospects";

const MEETING_INTERVAL = 5 * DAY;

/** Fills an organization with the companies and people of the demo, met one after the other over the last months. */
export async function seedDemoContacts(ctx: MutationCtx, organizationId: Id<"organizations">): Promise<void> {
  const origin: Origin = { organizationId, actor: { kind: "system", id: null }, requestId: null };
  const people = alternating(customers, prospects);
  const firstMeeting = Date.now() - people.length * MEETING_INTERVAL;
  const known = await createObjects(
    ctx,
    origin,
    crmOrganization,
    companies.map((company, index) => companyDraft(company, firstMeeting - (companies.length - index) * DAY)),
  );
  await createObjects(
    ctx,
    origin,
    contact,
    people.map((person, index) => contactDraft(person, firstMeeting + meetingTime(index), known)),
  );
}

function companyDraft(
  { name, ...given }: (typeof companies)[number],
  createdAt: number,
): Draft<typeof crmOrganization> {
  const properties = { tags: [], customFields: {}, ...given };
  return { subtype: null, name, status: "active", description: null, properties, createdAt };
}

function contactDraft(
  { subtype, status = "active", company: place, ...person }: Person,
  createdAt: number,
  known: readonly StoredObject[],
): Draft<typeof contact> {
  const company = place === undefined ? undefined : known[place];
  const domain = company === undefined ? "post.example" : websiteDomain(company);
  const email = `${asciiName(person.firstName)}.${asciiName(person.lastName)}@${domain}`;
  return {
    subtype,
    status,
    name: contactName({ ...person, email }),
    description: null,
    properties: {
      ...{ ...person, email, customFields: {}, eventRegistrations: [] },
      ...(company === undefined ? {} : { company: company.name, crmOrganizationId: company._id }),
    },
    createdAt,
  };
}

/** Every few days, at varying hours of the working day. */
function meetingTime(index: number): number {
  return index * MEETING_INTERVAL + ((index * 7) % 9) * HOUR;
}

function websiteDomain(company: StoredObject): string {
  const website: unknown = company.customProperties.website;
  return typeof website === "string" ? new URL(website).hostname : "post.example";
}

/** "Große-Wilde" → `grosse-wilde`, "Łódź" → `lodz`: letters that folding keeps are spelled out. */
function asciiName(name: string): string {
  const spelled = fold(name)
    .replace(/ø/g, "o")
    .replace(/ł/g, "l")
    .replace(/ı/g, "i")
    .replace(/đ/g, "d")
    .replace(/æ/g, "ae");
  return spelled.replace(/^(prof\. )?dr\. /, "").replace(/[^a-z-]/g, "");
}

function alternating<Item>(first: readonly Item[], second: readonly Item[]): Item[] {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, index) => [first[index], second[index]])
    .flat()
    .filter((item) => item !== undefined);
}
