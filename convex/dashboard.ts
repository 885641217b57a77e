import { v } from "convex/values";
import { registry } from "../lib/ontology/registry";
import { latestActions } from "./lib/auditLog";
import type { AuditAction } from "./lib/auditNames";
import { clientFigures, companyFigures, contactFigures } from "./lib/figures";
import { pageRefusal } from "./lib/lists";
import { loadOrganization } from "./lib/organizations";
import { staffMember, staffOrigin, staffQuery } from "./lib/staff";

/** What the first page of staff shows. */

/** Before and after these, weeks of any organization's business make no sense. */
const NOW_MS_MIN = Date.UTC(2000, 0, 1);
const NOW_MS_MAX = Date.UTC(2200, 0, 1);
const ACTIVITY_DEFAULT = 10;
const ACTIVITY_MAX = 50;

/**
 * Counts of now and of the last twelve weeks; `lib/figures` says of what exactly. A query has no clock that moves by
 * itself, so the screen says what time it is, and rounds it, so that the answer can be cached.
 */
export const getFigures = staffQuery({
  args: { organizationId: v.string(), nowMs: v.number() },
  handler: async (ctx, { organizationId: id, nowMs }) => {
    const { organizationId } = await staffOrigin(ctx, id, "contacts:read");
    await staffOrigin(ctx, id, "frontendUsers:read");
    if (!Number.isInteger(nowMs) || nowMs < NOW_MS_MIN || nowMs > NOW_MS_MAX) {
      throw pageRefusal("nowMs", "must be the time now, in milliseconds since the epoch");
    }
    const { timeZone } = await loadOrganization(ctx, organizationId);
    return {
      ...(await contactFigures(ctx, organizationId, { nowMs, timeZone })),
      crmOrganizations: await companyFigures(ctx, organizationId, { nowMs, timeZone }),
      clients: await clientFigures(ctx, organizationId),
    };
  },
});

/** What happened last to business objects that the role may read. For this nobody needs to read the whole audit. */
export const recentActivity = staffQuery({
  args: { organizationId: v.string(), limit: v.optional(v.number()) },
  handler: async (ctx, { organizationId, limit = ACTIVITY_DEFAULT }): Promise<AuditAction[]> => {
    const { origin, may } = await staffMember(ctx, organizationId);
    if (!Number.isInteger(limit) || limit < 1 || limit > ACTIVITY_MAX) {
      throw pageRefusal("limit", `must be an integer from 1 to ${ACTIVITY_MAX}`);
    }
    const types = registry.filter(({ resource }) => may(`${resource}:read`)).map(({ type }) => type);
    return await latestActions(ctx, origin.organizationId, types, limit);
  },
});
