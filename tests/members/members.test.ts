import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import type { Role } from "../../lib/permissions/matrix";
import { type Backend, backend, seedTenant, type Tenant } from "../setup";
import { addColleague, codeOf, joinAs, openPage } from "../support/staff";

let t: Backend;
let acme: Tenant;
let ownerPage: string;
let ownerId: Id<"memberships">;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  ownerPage = await openPage(t, acme.owner);
  ownerId = await t.run(
    async (ctx) => (await ctx.db.query("memberships").unique())?._id as Id<"memberships">,
  );
});

function list(sessionId: string, page: { limit?: number; offset?: number } = {}) {
  return t.query(api.members.listMembers, { sessionId, organizationId: acme.organizationId, ...page });
}

function setRole(sessionId: string, membershipId: string, role: Role) {
  const { organizationId } = acme;
  return t.mutation(api.members.updateMemberRole, { sessionId, organizationId, membershipId, role });
}

function remove(sessionId: string, membershipId: string) {
  const { organizationId } = acme;
  return t.mutation(api.members.removeMember, { sessionId, organizationId, membershipId });
}

describe("listMembers", () => {
  test("answers a page of them, the latest first, and their number", async () => {
    const { membershipId } = await addColleague(t, acme, "viewer");
    expect(await list(ownerPage, { limit: 1 })).toMatchObject({
      members: [{ id: membershipId, name: "viewer", role: "viewer" }],
      ...{ total: 2, limit: 1, offset: 0, hasMore: true },
    });
    const rest = await list(ownerPage, { offset: 1 });
    expect(rest).toMatchObject({ members: [{ id: ownerId, email: acme.owner.email }], hasMore: false });
    expect(JSON.stringify(rest)).not.toContain("scrypt");
    expect(await codeOf(list(ownerPage, { limit: 201 }))).toBe("INVALID_REQUEST");
  });

  test("is open to every role, and to nobody else", async () => {
    for (const role of ["admin", "member", "accountant", "viewer"] as const) {
      expect(await list(await joinAs(t, acme, role))).toMatchObject({ offset: 0 });
    }
    const stranger = await openPage(t, (await seedTenant(t, "Rival")).owner);
    expect(await codeOf(list(stranger))).toBe("NOT_FOUND");
  });
});

describe("updateMemberRole", () => {
  test("changes the role, what it permits, and leaves an audit entry", async () => {
    const { membershipId, ...person } = await addColleague(t, acme, "viewer");
    const page = await openPage(t, person);
    expect(await setRole(ownerPage, membershipId, "admin")).toMatchObject({
      id: membershipId,
      role: "admin",
    });
    await setRole(ownerPage, membershipId, "admin");
    expect(await codeOf(setRole(page, membershipId, "viewer"))).toBe("none");
    expect(await codeOf(setRole(page, membershipId, "admin"))).toBe("FORBIDDEN");
    const actions = await t.run((ctx) => ctx.db.query("objectActions").take(10));
    expect(actions).toMatchObject([
      {
        objectId: membershipId,
        objectType: "member",
        action: "role_changed",
        actor: { id: acme.owner.userId },
      },
      { changes: { role: { before: "admin", after: "viewer" } }, actor: { id: person.userId } },
    ]);
  });

  test("403 for an admin who touches an owner or makes one, also of themselves", async () => {
    const { membershipId, ...person } = await addColleague(t, acme, "admin");
    const viewer = await addColleague(t, acme, "viewer");
    const page = await openPage(t, person);
    expect(await codeOf(setRole(page, ownerId, "viewer"))).toBe("FORBIDDEN");
    expect(await codeOf(setRole(page, membershipId, "owner"))).toBe("FORBIDDEN");
    expect(await codeOf(setRole(page, viewer.membershipId, "owner"))).toBe("FORBIDDEN");
    expect(await codeOf(remove(page, ownerId))).toBe("FORBIDDEN");
    expect(await codeOf(setRole(page, viewer.membershipId, "member"))).toBe("none");
  });

  test.each(["member", "accountant", "viewer"] as const)(
    "403 for a %s, also about themselves",
    async (role) => {
      const { membershipId, ...person } = await addColleague(t, acme, role);
      expect(await codeOf(setRole(await openPage(t, person), membershipId, "admin"))).toBe("FORBIDDEN");
    },
  );

  test("409 for the last owner, until there is another", async () => {
    expect(await codeOf(setRole(ownerPage, ownerId, "admin"))).toBe("INVALID_STATE");
    const { membershipId } = await addColleague(t, acme, "admin");
    await setRole(ownerPage, membershipId, "owner");
    expect(await codeOf(setRole(ownerPage, ownerId, "admin"))).toBe("none");
  });

  test("404 for members of another organization", async () => {
    const rival = await seedTenant(t, "Rival");
    const { membershipId } = await addColleague(t, rival, "viewer");
    for (const id of [membershipId, "nothing", acme.organizationId]) {
      expect(await codeOf(setRole(ownerPage, id, "admin"))).toBe("NOT_FOUND");
      expect(await codeOf(remove(ownerPage, id))).toBe("NOT_FOUND");
    }
  });
});

describe("removeMember", () => {
  test("ends the access at once and leaves an audit entry", async () => {
    const { membershipId, ...person } = await addColleague(t, acme, "admin");
    const page = await openPage(t, person);
    expect(await list(page)).toMatchObject({ total: 2 });
    expect(await remove(ownerPage, membershipId)).toEqual({ id: membershipId });
    expect(await codeOf(list(page))).toBe("NOT_FOUND");
    const count = t.query(api.crmOntology.countContacts, {
      ...{ sessionId: page, organizationId: acme.organizationId },
    });
    expect(await codeOf(count)).toBe("NOT_FOUND");
    const actions = await t.run((ctx) => ctx.db.query("objectActions").take(10));
    expect(actions).toMatchObject([{ objectId: membershipId, objectType: "member", action: "removed" }]);
    expect(await codeOf(remove(ownerPage, membershipId))).toBe("NOT_FOUND");
  });

  test.each(["admin", "member", "accountant", "viewer"] as const)("lets a %s leave", async (role) => {
    const { membershipId, ...person } = await addColleague(t, acme, role);
    expect(await codeOf(remove(await openPage(t, person), membershipId))).toBe("none");
    expect(await list(ownerPage)).toMatchObject({ total: 1 });
  });

  test("403 for a viewer who removes somebody else", async () => {
    const { membershipId } = await addColleague(t, acme, "member");
    expect(await codeOf(remove(await joinAs(t, acme, "viewer"), membershipId))).toBe("FORBIDDEN");
  });

  test("409 for the last owner, also when they leave, and for two who leave at once", async () => {
    expect(await codeOf(remove(ownerPage, ownerId))).toBe("INVALID_STATE");
    const second = await addColleague(t, acme, "owner");
    const page = await openPage(t, second);
    const codes = await Promise.all([
      codeOf(remove(ownerPage, ownerId)),
      codeOf(remove(page, second.membershipId)),
    ]);
    expect(codes.sort()).toEqual(["INVALID_STATE", "none"]);
  });
});
