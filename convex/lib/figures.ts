import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { contact } from "../../lib/contacts/object";
import { crmOrganization } from "../../lib/crmOrganizations/object";
import { frontendUser } from "../../lib/frontendUsers/object";
import { createdKey } from "../../lib/lists/keys";
import { countsOf, type RootNode, type TreeNode } from "../../lib/lists/orderTree";
import { countsBelow, type FacetMatch, sumOf } from "../../lib/lists/orderTreeRead";
import { facetMatch, mainList } from "../../lib/lists/placements";
import { weekBounds } from "../../lib/weeks";
import { countList } from "./lists";
import { loadNode, loadRoot } from "./objectStore/counts";

type OrganizationId = Id<"organizations">;

export interface Figure {
  total: number;
  newThisWeek: number;
}

/** A week, and how many contacts of each subtype there were at its end. */
export interface Week {
  startsAt: number;
  bySubtype: Record<string, number>;
}

const WEEKS = 12;

/**
 * What is counted are objects that are not archived now, by when they were made: `newThisWeek` were made in the week that
 * holds `nowMs`, a week's `bySubtype` before its end. So a contact that is archived today leaves the past as well, and one
 * that became a customer counts as one from its first day; what was true then is told by the audit. An import that says
 * when something was made counts it there, and what it dates into the future is in totals only. Everything comes from
 * counts that the store maintains: the cost is a few nodes for each week, at any number of objects.
 */
export async function contactFigures(
  ctx: QueryCtx,
  organizationId: OrganizationId,
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
) {
  const bounds = weekBounds(nowMs, timeZone, WEEKS);
  const counts = await countsAt(ctx, mainList(organizationId, contact.type), bounds);
  const current = (subtype?: string) => facetMatch({ subtype, archived: "false" });
  return {
    contactsBySubtype: contact.subtypes.map((subtype) => ({
      subtype,
      ...lastWeek(counts, current(subtype)),
    })),
    contacts: lastWeek(counts, current()),
    weeks: bounds.slice(0, WEEKS).map((startsAt, index): Week => {
      const atItsEnd = contact.subtypes.map((subtype) => [
        subtype,
        counts.before(index + 1, current(subtype)),
      ]);
      return { startsAt, bySubtype: Object.fromEntries(atItsEnd) as Week["bySubtype"] };
    }),
  };
}

/** Of all CRM organizations, counted as contacts are. */
export async function companyFigures(
  ctx: QueryCtx,
  organizationId: OrganizationId,
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
): Promise<Figure> {
  const bounds = weekBounds(nowMs, timeZone, 1);
  const counts = await countsAt(ctx, mainList(organizationId, crmOrganization.type), bounds);
  return lastWeek(counts, facetMatch({ archived: "false" }));
}

/** `waiting` are active clients without a contact, `suspended` all that are suspended, with a contact or without. */
export async function clientFigures(ctx: QueryCtx, organizationId: OrganizationId) {
  const count = async (filters: Parameters<typeof countList>[3]) =>
    (await countList(ctx, organizationId, frontendUser, filters)) ?? 0;
  return {
    total: await count({}),
    waiting: await count({ status: "active", values: { linked: "no" } }),
    suspended: await count({ status: "suspended" }),
  };
}

function lastWeek(counts: Counts, match: FacetMatch): Figure {
  const end = counts.times - 1;
  return {
    total: counts.total(match),
    newThisWeek: counts.before(end, match) - counts.before(end - 1, match),
  };
}

/** How much of a list there is, altogether and before each of some moments. */
interface Counts {
  times: number;
  total: (match: FacetMatch) => number;
  before: (index: number, match: FacetMatch) => number;
}

/** Neighbouring moments mostly lie under the same nodes, so each node is read once. */
async function countsAt(ctx: QueryCtx, list: string, times: readonly number[]): Promise<Counts> {
  const root: RootNode = await loadRoot(ctx, list);
  const known = new Map<string, TreeNode>();
  const load = async (id: string) => {
    const node = known.get(id) ?? (await loadNode(ctx, id));
    known.set(id, node);
    return node;
  };
  const below: number[][] = [];
  for (const time of times) {
    below.push(await countsBelow(root, load, createdKey(time, 0, 0)));
  }
  return {
    times: times.length,
    total: (match) => sumOf(root, countsOf(root), match),
    before: (index, match) => sumOf(root, below[index] ?? [], match),
  };
}
