import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { recordAction } from "../../convex/lib/objectStore";
import { ask, type Backend, backend } from "../setup";
import { addContact, type PortalTenant, seedPortal, signIn } from "../support/portal";
import { addColleague, codeOf, joinAs, openPage } from "../support/staff";

let t: Backend;
let acme: PortalTenant;
let sessionId: string;

beforeEach(async () => {
  t = backend();
  acme = await seedPortal(t);
  sessionId = await openPage(t, acme.owner);
});

type Filters = Parameters<typeof list>[0];

function list(
  options: {
    actorKind?: "user" | "frontendUser" | "apiKey" | "system";
    actorId?: string;
    objectType?: string;
    action?: string;
    from?: number;
    to?: number;
    cursor?: string;
    limit?: number;
  } = {},
  page = sessionId,
) {
  const { organizationId } = acme;
  return t.query(api.audit.listActions, { sessionId: page, organizationId, ...options });
}

async function write(number: number, objectType = "note", action = "created", createdAt?: number) {
  const origin = {
    ...{ organizationId: acme.organizationId, requestId: null },
    actor: { kind: "user", id: acme.owner.userId } as const,
  };
  await t.run(async (ctx) => {
    await recordAction(ctx, origin, { id: `${number}`, type: objectType, action });
    const row = await ctx.db.query("objectActions").order("desc").first();
    if (createdAt !== undefined && row !== null) {
      await ctx.db.patch("objectActions", row._id, { createdAt });
    }
  });
}

async function walk(filters: Filters, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { actions, nextCursor } = await list({ ...filters, limit, cursor });
    ids.push(...actions.map(({ objectId }) => objectId));
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

describe("listActions", () => {
  test("names who did what to whom, newest first, and what changed", async () => {
    const client = await signIn(t, acme);
    const { contactId } = await addContact(t, acme, { firstName: "Ada" });
    const updates = { lastName: "Lovelace" };
    await t.mutation(api.crmOntology.updateContact, { sessionId, contactId, updates });
    const { actions, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(actions).toMatchObject([
      {
        ...{ action: "updated", objectType: "crm_contact", objectId: contactId, version: 2 },
        ...{ objectName: "Ada Lovelace", requestId: null },
        actor: { kind: "user", id: acme.owner.userId, name: "Olga Owner" },
        changes: { lastName: { before: null, after: "Lovelace" }, name: { before: "Ada" } },
      },
      {
        ...{ action: "created", objectName: "Ada Lovelace", requestId: expect.stringMatching(/./) },
        actor: { kind: "apiKey", name: "Test" },
        changes: {},
      },
      { action: "created", objectType: "frontend_user", objectId: client.id, objectName: "Ada Lovelace" },
    ]);
  });

  test("names members, invitations, keys, settings, clients, and what is gone not at all", async () => {
    const { organizationId } = acme;
    const colleague = await addColleague(t, acme, "member", "Mia");
    const staff = { sessionId, organizationId };
    const { keyId } = await t.mutation(api.apiKeys.createApiKey, {
      ...staff,
      ...{ name: "Shop", scopes: ["contacts:read"] },
    });
    const membershipId = colleague.membershipId;
    await t.mutation(api.members.updateMemberRole, { ...staff, membershipId, role: "viewer" });
    await t.mutation(api.organizations.updateOrganization, { ...staff, updates: { name: "Acme Two" } });
    const names = async () =>
      (await list()).actions.map(({ objectType, objectName }) => [objectType, objectName]);
    expect(await names()).toEqual([
      ["organization", "Acme Two"],
      ["member", "Mia"],
      ["api_key", "Shop"],
    ]);
    await t.mutation(api.members.removeMember, { ...staff, membershipId });
    expect((await names())[0]).toEqual(["member", null]);
    const { actors } = await t.query(api.audit.listActors, staff);
    expect(actors).toEqual([
      { kind: "user", id: colleague.userId, name: "Mia" },
      { kind: "user", id: acme.owner.userId, name: "Olga Owner" },
      { kind: "apiKey", id: keyId, name: "Shop" },
      { kind: "apiKey", id: expect.any(String), name: "Test" },
      { kind: "apiKey", id: expect.any(String), name: "Test" },
    ]);
  });

  test("is narrowed by actor, type, action and time, alone and together", async () => {
    await signIn(t, acme);
    const { contactId } = await addContact(t, acme);
    await t.mutation(api.crmOntology.archiveContact, { sessionId, contactId });
    const { organizationId, owner } = acme;
    const key = { name: "Shop", scopes: ["contacts:read"] };
    const { keyId } = await t.mutation(api.apiKeys.createApiKey, { sessionId, organizationId, ...key });
    const all = (await list()).actions;
    const select = async (filters: Filters) => (await list(filters)).actions.map(({ objectId }) => objectId);
    expect(await select({ actorKind: "user" })).toEqual([keyId, contactId]);
    expect(await select({ actorKind: "user", actorId: owner.userId })).toEqual([keyId, contactId]);
    expect(await select({ actorKind: "apiKey", actorId: owner.userId })).toEqual([]);
    expect(await select({ actorKind: "apiKey", objectType: "crm_contact" })).toEqual([contactId]);
    expect(await select({ objectType: "crm_contact" })).toEqual([contactId, contactId]);
    expect(await select({ objectType: "crm_contact", action: "archived" })).toEqual([contactId]);
    expect(await select({ action: "created", actorKind: "user" })).toEqual([keyId]);
    const times = all.map(({ createdAt }) => createdAt);
    expect(await select({ from: times.at(-1), to: times[0] })).toHaveLength(all.length);
    expect(await select({ to: Number(times.at(-1)) - 1 })).toEqual([]);
    expect(await select({ from: Number(times[0]) + 1 })).toEqual([]);
    expect(await codeOf(list({ actorId: owner.userId }))).toBe("INVALID_REQUEST");
  });

  test("walks rows of one time without losing or repeating one", async () => {
    for (let number = 0; number < 9; number += 1) {
      await write(number, number % 2 === 0 ? "note" : "other", "created", number < 7 ? 5000 : 6000);
    }
    const expected = ["8", "7", "6", "5", "4", "3", "2", "1", "0"];
    for (const limit of [1, 2, 3, 4, 9]) {
      expect(await walk({}, limit), `limit ${limit}`).toEqual(expected);
      expect(await walk({ objectType: "note", from: 0, to: 5000 }, limit)).toEqual(["6", "4", "2", "0"]);
      expect(await walk({ action: "created", actorKind: "user", to: 5999 }, limit)).toEqual(
        expected.slice(2),
      );
    }
  });

  test("a cursor leads nowhere but to other places of the same list", async () => {
    await write(1, "note", "created", 5000);
    await write(2, "note", "created", 6000);
    await write(3, "note", "created", 7000);
    const { nextCursor } = await list({ limit: 1 });
    const cursor = nextCursor ?? "";
    expect((await list({ cursor, to: 5500 })).actions.map(({ objectId }) => objectId)).toEqual(["1"]);
    expect((await list({ cursor, from: 6500 })).actions).toEqual([]);
    for (const wrong of ["", "x", cursor.slice(0, 8), btoa("-createdAt:1/2"), btoa("name:1/2/x")]) {
      expect(await codeOf(list({ cursor: wrong })), wrong).toBe("INVALID_REQUEST");
    }
    for (const limit of [0, -1, 1.5, 201, NaN]) {
      expect(await codeOf(list({ limit }))).toBe("INVALID_REQUEST");
    }
  });

  test("is for owners, admins and accountants, of this organization", async () => {
    const { organizationId } = acme;
    for (const role of ["admin", "accountant"] as const) {
      expect(await codeOf(list({}, await joinAs(t, acme, role)))).toBe("none");
    }
    for (const role of ["member", "viewer"] as const) {
      const page = await joinAs(t, acme, role);
      expect(await codeOf(list({}, page))).toBe("FORBIDDEN");
      const actors = t.query(api.audit.listActors, { sessionId: page, organizationId });
      expect(await codeOf(actors)).toBe("FORBIDDEN");
    }
    const rival = await seedPortal(t, "Rival");
    const stranger = await openPage(t, rival.owner);
    expect(await codeOf(list({}, stranger))).toBe("NOT_FOUND");
    await write(1);
    const own = { sessionId: stranger, organizationId: rival.organizationId };
    expect((await t.query(api.audit.listActions, own)).actions).toEqual([]);
    expect(JSON.stringify(await t.query(api.audit.listActors, own))).not.toContain(acme.owner.userId);
  });

  test("holds no secret of anybody", async () => {
    const { organizationId } = acme;
    const staff = { sessionId, organizationId };
    const client = await signIn(t, acme);
    const key = { name: "Shop", scopes: ["contacts:read"] };
    const { secret, keyId } = await t.mutation(api.apiKeys.createApiKey, { ...staff, ...key });
    const next = await t.mutation(api.apiKeys.rotateApiKey, { ...staff, keyId, overlapHours: 0 });
    const invitation = { email: "new@staff.example", role: "member" as const };
    const { token } = await t.mutation(api.invitations.inviteMember, { ...staff, ...invitation });
    const shown = JSON.stringify(await list());
    expect((await list()).actions).toHaveLength(5);
    const hashes = await t.run(async (ctx) => [
      ...(await ctx.db.query("apiKeys").take(10)).map(({ tokenHash }) => tokenHash),
      ...(await ctx.db.query("invitations").take(10)).map(({ tokenHash }) => tokenHash),
      ...(await ctx.db.query("users").take(10)).map(({ passwordHash }) => passwordHash),
      ...(await ctx.db.query("frontendSessions").take(10)).map(({ tokenHash }) => tokenHash),
    ]);
    expect(hashes.length).toBeGreaterThan(5);
    for (const hidden of [secret, next.secret, token, client.token, client.sessionId, ...hashes]) {
      expect(shown).not.toContain(hidden);
    }
  });
});

describe("objectHistory", () => {
  function history(objectId: string, options: { cursor?: string; limit?: number } = {}, page = sessionId) {
    return t.query(api.audit.objectHistory, { sessionId: page, objectId, ...options });
  }

  test("tells all that happened to one object, page by page, to every role that may read it", async () => {
    const { contactId } = await addContact(t, acme);
    await addContact(t, acme, { email: "other@example.com" });
    await t.mutation(api.crmOntology.archiveContact, { sessionId, contactId });
    await t.mutation(api.crmOntology.restoreContact, { sessionId, contactId });
    const viewer = await joinAs(t, acme, "viewer");
    const first = await history(contactId, { limit: 2 }, viewer);
    expect(first.actions.map(({ action }) => action)).toEqual(["restored", "archived"]);
    const rest = await history(contactId, { limit: 2, cursor: first.nextCursor ?? "" }, viewer);
    expect(rest).toMatchObject({ actions: [{ action: "created", version: 1 }], nextCursor: null });
  });

  test("404 for objects of others and for what is no object", async () => {
    const rival = await seedPortal(t, "Rival");
    const { contactId } = await addContact(t, rival);
    for (const id of [contactId, "nothing", acme.organizationId, acme.owner.userId]) {
      expect(await codeOf(history(id)), id).toBe("NOT_FOUND");
    }
  });
});

test("the API gives no key a way to the audit", async () => {
  const { organizationId } = acme;
  const wrong = t.mutation(api.apiKeys.createApiKey, {
    ...{ sessionId, organizationId, name: "Spy", scopes: ["audit:read"] },
  });
  expect(await codeOf(wrong)).toBe("INVALID_REQUEST");
  expect((await ask(t, acme.apiKey, "GET", "/crm/contacts")).status).toBe(200);
});
