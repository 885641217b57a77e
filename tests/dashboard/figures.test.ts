import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { createObjects, type Origin } from "../../convex/lib/objectStore";
import { contact } from "../../lib/contacts/object";
import { crmOrganization } from "../../lib/crmOrganizations/object";
import { DAY, HOUR } from "../../lib/time";
import { weekBounds } from "../../lib/weeks";
import { type Backend, backend } from "../setup";
import { addContact, type PortalTenant, seedPortal, signIn } from "../support/portal";
import { codeOf, joinAs, openPage } from "../support/staff";

/** A Friday; its week began on Monday, the 16th, at midnight of Berlin. */
const NOW = Date.parse("2026-11-20T15:00:00Z");
const WEEK_START = Date.parse("2026-11-15T23:00:00Z");

let t: Backend;
let acme: PortalTenant;
let origin: Origin;
let organizationId: string;
let sessionId: string;

beforeEach(async () => {
  t = backend();
  acme = await seedPortal(t);
  organizationId = acme.organizationId;
  const actor = { kind: "system", id: null } as const;
  origin = { organizationId: acme.organizationId, actor, requestId: null };
  sessionId = await openPage(t, acme.owner);
});

function figures(nowMs = NOW, page = sessionId) {
  return t.query(api.dashboard.getFigures, { sessionId: page, organizationId, nowMs });
}

interface Made {
  subtype: string;
  createdAt: number;
}

let made = 0;

async function make(contacts: readonly Made[]): Promise<string[]> {
  const drafts = contacts.map(({ subtype, createdAt }) => ({
    ...{ subtype, createdAt, name: "Somebody", description: null, status: "active" },
    properties: {
      ...{ email: `${(made += 1)}@example.com`, source: "api", tags: [] },
      ...{ customFields: {}, eventRegistrations: [] },
    },
  }));
  const objects = await t.run((ctx) => createObjects(ctx, origin, contact, drafts));
  return objects.map(({ _id }) => _id);
}

describe("getFigures", () => {
  test("counts contacts by subtype at the end of each week, and those of this week", async () => {
    const ids = await make([
      { subtype: "lead", createdAt: NOW - 400 * DAY },
      { subtype: "lead", createdAt: WEEK_START - 1 },
      { subtype: "lead", createdAt: WEEK_START },
      { subtype: "customer", createdAt: NOW },
      { subtype: "customer", createdAt: WEEK_START + 7 * DAY - 1 },
      { subtype: "customer", createdAt: WEEK_START + 7 * DAY },
      { subtype: "prospect", createdAt: WEEK_START - 14 * DAY },
    ]);
    const { weeks, ...counts } = await figures();
    expect(counts).toEqual({
      contactsBySubtype: [
        { subtype: "lead", total: 3, newThisWeek: 1 },
        { subtype: "customer", total: 3, newThisWeek: 2 },
        { subtype: "prospect", total: 1, newThisWeek: 0 },
      ],
      contacts: { total: 7, newThisWeek: 3 },
      crmOrganizations: { total: 0, newThisWeek: 0 },
      clients: { total: 0, waiting: 0, suspended: 0 },
    });
    expect(weeks).toHaveLength(12);
    expect(weeks.at(-1)).toEqual({ startsAt: WEEK_START, bySubtype: { lead: 3, customer: 2, prospect: 1 } });
    expect(weeks.at(-2)?.bySubtype).toEqual({ lead: 2, customer: 0, prospect: 1 });
    expect(weeks.at(-3)?.bySubtype).toEqual({ lead: 1, customer: 0, prospect: 1 });
    expect(weeks[0]).toEqual({
      startsAt: Date.parse("2026-08-30T22:00:00Z"),
      bySubtype: { lead: 1, customer: 0, prospect: 0 },
    });
    await t.mutation(api.crmOntology.archiveContact, { sessionId, contactId: ids[2] ?? "" });
    const updates = { subtype: "customer" as const };
    await t.mutation(api.crmOntology.updateContact, { sessionId, contactId: ids[0] ?? "", updates });
    const after = await figures();
    expect(after.contacts).toEqual({ total: 6, newThisWeek: 2 });
    expect(after.weeks[0]?.bySubtype).toEqual({ lead: 0, customer: 1, prospect: 0 });
  });

  test("counts as a naive count does, wherever contacts lie", async () => {
    const bounds = weekBounds(NOW, "Europe/Berlin", 12);
    const moments = fc.oneof(
      fc.integer({ min: NOW - 120 * DAY, max: NOW + 14 * DAY }),
      fc.constantFrom(...bounds, ...bounds.map((ms) => ms - 1)),
    );
    const one = fc.record({ subtype: fc.constantFrom(...contact.subtypes), createdAt: moments });
    const all: Made[] = [];
    const samples = fc.sample(fc.array(one, { minLength: 60, maxLength: 120 }), 8);
    for (const some of samples) {
      await make(some);
      all.push(...some);
      const { weeks, contacts } = await figures();
      const before = (end: number) => all.filter(({ createdAt }) => createdAt < end);
      const expected = bounds.slice(0, 12).map((startsAt, index) => {
        const there = before(bounds[index + 1] ?? 0);
        const counted = contact.subtypes.map((name) => [
          name,
          there.filter(({ subtype }) => subtype === name).length,
        ]);
        return { startsAt, bySubtype: Object.fromEntries(counted) };
      });
      expect(weeks, JSON.stringify(all)).toEqual(expected);
      const thisWeek = before(bounds[12] ?? 0).length - before(bounds[11] ?? 0).length;
      expect(contacts).toEqual({ total: all.length, newThisWeek: thisWeek });
    }
  });

  test("begins weeks where the organization is", async () => {
    await make([{ subtype: "lead", createdAt: WEEK_START }]);
    const updates = { timeZone: "America/New_York" };
    await t.mutation(api.organizations.updateOrganization, { sessionId, organizationId, updates });
    const { contacts, weeks } = await figures();
    expect(contacts).toEqual({ total: 1, newThisWeek: 0 });
    expect(weeks.at(-1)?.startsAt).toBe(WEEK_START + 6 * HOUR);
  });

  test("counts companies, and clients who wait or are suspended", async () => {
    const [createdAt, properties] = [WEEK_START - 1, { tags: [], customFields: {} }];
    const company = { subtype: null, name: "Old", description: null, status: "active", properties };
    await t.run((ctx) =>
      createObjects(ctx, origin, crmOrganization, [
        { ...company, createdAt },
        { ...company, createdAt: NOW },
      ]),
    );
    const linked = await signIn(t, acme);
    const waiting = await signIn(t, acme, { email: "b@example.com", oauthId: "b" });
    const other = await signIn(t, acme, { email: "c@example.com", oauthId: "c" });
    const { contactId } = await addContact(t, acme);
    const clients = api.frontendUsers;
    await t.mutation(clients.linkFrontendUser, { sessionId, frontendUserId: linked.id, contactId });
    await t.mutation(clients.suspendFrontendUser, { sessionId, frontendUserId: other.id });
    const { crmOrganizations, ...counts } = await figures();
    expect(crmOrganizations).toEqual({ total: 2, newThisWeek: 1 });
    expect(counts.clients).toEqual({ total: 3, waiting: 1, suspended: 1 });
    await t.mutation(clients.unlinkFrontendUser, { sessionId, frontendUserId: linked.id });
    await t.mutation(clients.linkFrontendUser, { sessionId, frontendUserId: waiting.id, contactId });
    await t.mutation(clients.reactivateFrontendUser, { sessionId, frontendUserId: other.id });
    expect((await figures()).clients).toEqual({ total: 3, waiting: 2, suspended: 0 });
  });

  test("is for every role of this organization, at a time that is one", async () => {
    for (const role of ["accountant", "viewer"] as const) {
      expect(await codeOf(figures(NOW, await joinAs(t, acme, role)))).toBe("none");
    }
    const stranger = await openPage(t, (await seedPortal(t, "Rival")).owner);
    expect(await codeOf(figures(NOW, stranger))).toBe("NOT_FOUND");
    for (const wrong of [NaN, -1, 0, 1.5 + NOW, NOW / 1000, NOW * 1000, Infinity]) {
      expect(await codeOf(figures(wrong)), `${wrong}`).toBe("INVALID_REQUEST");
    }
  });
});

describe("recentActivity", () => {
  function activity(limit?: number, page = sessionId) {
    return t.query(api.dashboard.recentActivity, { sessionId: page, organizationId, limit });
  }

  test("tells what happened to objects, the latest first, and nothing of keys, members or settings", async () => {
    const { id } = await signIn(t, acme);
    const { contactId } = await addContact(t, acme, { organizationInfo: { name: "Engines" } });
    const key = { name: "Shop", scopes: ["contacts:read"] };
    await t.mutation(api.apiKeys.createApiKey, { sessionId, organizationId, ...key });
    await t.mutation(api.crmOntology.archiveContact, { sessionId, contactId });
    const viewer = await joinAs(t, acme, "viewer");
    const seen = (await activity(undefined, viewer)).map(({ action, objectType }) => [action, objectType]);
    expect(seen).toEqual([
      ["archived", "crm_contact"],
      ["created", "crm_contact"],
      ["created", "crm_organization"],
      ["created", "frontend_user"],
    ]);
    expect(await activity(1)).toMatchObject([{ objectId: contactId, actor: { name: "Olga Owner" } }]);
    expect((await activity(50)).at(-1)).toMatchObject({ objectId: id });
  });

  test("404 for others, and 400 for a limit that is none", async () => {
    const stranger = await openPage(t, (await seedPortal(t, "Rival")).owner);
    expect(await codeOf(activity(10, stranger))).toBe("NOT_FOUND");
    for (const limit of [0, -1, 1.5, 51, NaN]) {
      expect(await codeOf(activity(limit))).toBe("INVALID_REQUEST");
    }
  });
});
