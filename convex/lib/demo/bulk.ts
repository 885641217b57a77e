import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { contact } from "../../../lib/contacts/object";
import { contactName } from "../../../lib/contacts/rules";
import { crmOrganization } from "../../../lib/crmOrganizations/object";
import { countList } from "../lists";
import { createObjects, type Draft, type Origin, type StoredObject } from "../objectStore";
import { stored } from "../objectStore/document";

const FIRST_NAMES =
  "Ada Ben Clara David Elif Finn Greta Hugo Ida Jonas Kerstin Leon Marie Nils Olga Paul Rana Simon Thea Uwe Vera Yara".split(
    " ",
  );
const LAST_NAMES =
  "Arnold Becker Çelik Dietrich Engel Fuchs Günther Hartmann Iversen Jansen Köhler Lorenz Möller Nowak Ostermann Peters Quast Richter Schulz Thomsen Ulrich Vogel Winkler Zimmermann".split(
    " ",
  );
const JOB_TITLES = ["Managing Director", "Project Manager", "Designer", "Developer", "Accountant"];
const SOURCES = ["api", "event", "checkout", "manual", "referral"];
const TAGS = ["newsletter", "vip", "freelancer", "workshop", "partner", "proposal", "retainer", "research"];
const COMPANIES_USED_MAX = 50;

/** Makes many plausible contacts through the same store as everybody, so that lists, links, audit and search are right. */
export async function seedManyContacts(
  ctx: MutationCtx,
  organizationId: Id<"organizations">,
  count: number,
): Promise<{ created: number; total: number }> {
  const origin: Origin = { organizationId, actor: { kind: "system", id: null }, requestId: null };
  const before = (await countList(ctx, organizationId, contact, { archived: "all" })) ?? 0;
  const companies = await ctx.db
    .query("objects")
    .withIndex("by_created", (q) =>
      q.eq("organizationId", organizationId).eq("type", crmOrganization.type).eq("archived", false),
    )
    .take(COMPANIES_USED_MAX);
  const drafts = Array.from({ length: count }, (_, index) => draft(before + index, companies.map(stored)));
  const created = await createObjects(ctx, origin, contact, drafts);
  return { created: created.length, total: before + created.length };
}

/** Everything follows from the number, and neighbours differ: each list of names is walked at its own pace. */
function draft(number: number, companies: readonly StoredObject[]): Draft<typeof contact> {
  const firstName = pick(FIRST_NAMES, number);
  const lastName = pick(LAST_NAMES, Math.floor(number / FIRST_NAMES.length) + number);
  const email = `contact-${number + 1}@seed.example`;
  const company = number % 4 === 3 ? undefined : companies[number % Math.max(1, companies.length)];
  return {
    subtype: pick(contact.subtypes, number),
    status: number % 10 === 9 ? "inactive" : "active",
    name: contactName({ firstName, lastName, email }),
    description: null,
    properties: {
      ...{ email, firstName, lastName, customFields: {}, eventRegistrations: [] },
      phone: `+49 30 ${5_550_000 + number}`,
      jobTitle: pick(JOB_TITLES, number),
      source: pick(SOURCES, number),
      tags: number % 2 === 0 ? [pick(TAGS, number / 2)] : [],
      ...(company === undefined ? {} : { company: company.name, crmOrganizationId: company._id }),
    },
  };
}

function pick<Item>(items: readonly Item[], number: number): Item {
  const item = items[number % items.length];
  if (item === undefined) {
    throw new Error("Unreachable: a list of names is empty");
  }
  return item;
}
