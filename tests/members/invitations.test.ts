import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../convex/_generated/api";
import { DAY } from "../../lib/time";
import { type Backend, backend, seedTenant, type Tenant } from "../setup";
import { invitationsOf } from "../support/invitations";
import { addColleague, codeOf, joinAs, openPage } from "../support/staff";

let t: Backend;
let acme: Tenant;
let ownerPage: string;
let calls: ReturnType<typeof invitationsOf>;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  ownerPage = await openPage(t, acme.owner);
  calls = invitationsOf(t, acme, ownerPage);
});

afterEach(() => {
  vi.useRealTimers();
});

describe("inviteMember", () => {
  test("answers the secret once and stores only its hash", async () => {
    const made = await calls.invite("accountant", " Nora@Example.com ");
    expect(made.token).toMatch(/^ghi_[0-9A-Za-z]{43}$/);
    expect(made.expiresAt - Date.now()).toBeGreaterThan(7 * DAY - 60_000);
    expect(await calls.open()).toMatchObject({
      invitations: [{ id: made.invitationId, email: "nora@example.com", role: "accountant" }],
      total: 1,
    });
    const tables = ["invitations", "objectActions", "_scheduled_functions"] as const;
    const stored = await t.run((ctx) =>
      Promise.all(
        tables.map((table) =>
          (table === "_scheduled_functions" ? ctx.db.system.query(table) : ctx.db.query(table)).take(10),
        ),
      ),
    );
    expect(JSON.stringify([stored, await calls.open()])).not.toContain(made.token);
    expect(stored[1]).toMatchObject([{ objectType: "invitation", action: "created" }]);
  });

  test("replaces the open invitation of an e-mail", async () => {
    const first = await calls.invite("member");
    const second = await calls.invite("viewer");
    expect(await calls.open()).toMatchObject({
      invitations: [{ id: second.invitationId, role: "viewer" }],
      total: 1,
    });
    expect(await codeOf(calls.read(first.token))).toBe("NOT_FOUND");
    expect(await calls.read(second.token)).toMatchObject({ role: "viewer" });
  });

  test("409 for a member's e-mail", async () => {
    expect(await codeOf(calls.invite("viewer", acme.owner.email))).toBe("CONFLICT");
  });

  test("400 for what is no e-mail", async () => {
    expect(await codeOf(calls.invite("viewer", "nobody"))).toBe("INVALID_REQUEST");
  });

  test("403 for an admin who invites an owner, or replaces or revokes an owner's invitation", async () => {
    const admin = await joinAs(t, acme, "admin");
    expect(await codeOf(calls.invite("owner", undefined, admin))).toBe("FORBIDDEN");
    const { invitationId } = await calls.invite("owner");
    expect(await codeOf(calls.invite("viewer", undefined, admin))).toBe("FORBIDDEN");
    expect(await codeOf(calls.revoke(invitationId, admin))).toBe("FORBIDDEN");
    expect(await codeOf(calls.invite("admin", "other@example.com", admin))).toBe("none");
  });

  test.each(["member", "accountant", "viewer"] as const)("403 for a %s", async (role) => {
    const page = await joinAs(t, acme, role);
    expect(await codeOf(calls.invite("viewer", undefined, page))).toBe("FORBIDDEN");
    expect(await calls.open(page)).toMatchObject({ total: 0 });
  });

  test("404 for another organization", async () => {
    const rival = await seedTenant(t, "Rival");
    const { invitationId } = await calls.invite();
    const rivalPage = await openPage(t, rival.owner);
    expect(await codeOf(calls.invite("viewer", "x@example.com", rivalPage))).toBe("NOT_FOUND");
    expect(await codeOf(calls.open(rivalPage))).toBe("NOT_FOUND");
    const { organizationId } = rival;
    const args = { sessionId: rivalPage, organizationId, invitationId };
    expect(await codeOf(t.mutation(api.invitations.revokeInvitation, args))).toBe("NOT_FOUND");
  });

  test("409 when there is no room, counting who is invited", async () => {
    await t.run(async (ctx) => {
      const person = { name: "Many", passwordHash: "", createdAt: 0 };
      for (let count = 0; count < 198; count += 1) {
        const userId = await ctx.db.insert("users", { ...person, email: `${count}@example.com` });
        const membership = { userId, organizationId: acme.organizationId, role: "viewer" as const };
        await ctx.db.insert("memberships", { ...membership, createdAt: 0 });
      }
    });
    expect(await codeOf(calls.invite("viewer", "last@example.com"))).toBe("none");
    expect(await codeOf(calls.invite("viewer", "late@example.com"))).toBe("INVALID_STATE");
    expect(await codeOf(calls.invite("member", "last@example.com"))).toBe("none");
  });
});

describe("an invitation", () => {
  test("is revoked for good, and again with the same answer; 409 once it was accepted", async () => {
    const { invitationId, token } = await calls.invite();
    const first = await calls.revoke(invitationId);
    expect(await calls.revoke(invitationId)).toEqual(first);
    expect(await codeOf(calls.accept(token))).toBe("NOT_FOUND");
    const accepted = await calls.invite();
    await calls.accept(accepted.token);
    expect(await codeOf(calls.revoke(accepted.invitationId))).toBe("INVALID_STATE");
  });

  test("is deleted when its time is over", async () => {
    vi.useFakeTimers();
    await calls.invite();
    vi.advanceTimersByTime(7 * DAY + 1);
    await t.finishInProgressScheduledFunctions();
    expect(await t.run((ctx) => ctx.db.query("invitations").take(10))).toEqual([]);
  });

  test("ends with the power of who sent it", async () => {
    const admin = await addColleague(t, acme, "admin");
    const page = await openPage(t, admin);
    const { organizationId } = acme;
    const byAdmin = await calls.invite("viewer", "friend@example.com", page);
    const byOwner = await calls.invite("viewer", "other@example.com");
    const demotion = { sessionId: ownerPage, organizationId, membershipId: admin.membershipId };
    await t.mutation(api.members.updateMemberRole, { ...demotion, role: "owner" });
    const toOwner = await calls.invite("owner", "third@example.com", page);
    await t.mutation(api.members.updateMemberRole, { ...demotion, role: "admin" });
    expect(await codeOf(calls.read(byAdmin.token))).toBe("none");
    expect(await codeOf(calls.read(toOwner.token))).toBe("NOT_FOUND");
    const { membershipId } = admin;
    await t.mutation(api.members.removeMember, { sessionId: ownerPage, organizationId, membershipId });
    expect(await codeOf(calls.read(byAdmin.token))).toBe("NOT_FOUND");
    expect(await codeOf(calls.read(byOwner.token))).toBe("none");
  });
});
