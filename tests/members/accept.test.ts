import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../convex/_generated/api";
import { type Backend, backend, seedTenant, type Tenant } from "../setup";
import { invitationsOf, NORA } from "../support/invitations";
import { codeOf, openPage } from "../support/staff";

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

describe("acceptInvitation", () => {
  test("makes a user and a member with the invitation's role, and signs them in", async () => {
    const { token } = await calls.invite("accountant");
    expect(await calls.read(token)).toMatchObject({
      organizationName: "Acme",
      email: "nora@example.com",
      isKnownUser: false,
    });
    const login = await calls.accept(token);
    const page = await t.mutation(api.auth.openPage, { token: login.token });
    expect(page).toMatchObject({
      user: { name: "Nora New", email: "nora@example.com" },
      organizations: [{ name: "Acme", role: "accountant" }],
    });
    expect(await openPage(t, { email: "nora@example.com", password: NORA.password })).toMatch(/^ghp_/);
    expect(await calls.open()).toMatchObject({ total: 0 });
    const actions = await t.run((ctx) => ctx.db.query("objectActions").take(10));
    expect(actions.map(({ objectType, action }) => `${objectType}.${action}`)).toEqual([
      ...["invitation.created", "invitation.accepted", "member.added"],
    ]);
    expect(JSON.stringify(actions)).not.toMatch(/ghi_|ghu_|scrypt/);
  });

  test("refuses a role, an e-mail or an organization from whoever accepts", async () => {
    const { token } = await calls.invite("viewer");
    for (const extra of [
      { role: "owner" },
      { email: "x@example.com" },
      { organizationId: acme.organizationId },
    ]) {
      await expect(calls.accept(token, { ...NORA, ...extra })).rejects.toThrow();
    }
    expect(await calls.members()).toMatchObject({ total: 1 });
  });

  test("404 alike for links that are used, replaced, revoked, over, guessed or something else", async () => {
    vi.useFakeTimers();
    const used = await calls.invite("viewer", "used@example.com");
    await calls.accept(used.token);
    const revoked = await calls.invite("viewer", "revoked@example.com");
    await calls.revoke(revoked.invitationId);
    const late = await calls.invite("viewer", "late@example.com");
    await t.run(async (ctx) => ctx.db.patch("invitations", late.invitationId, { expiresAt: Date.now() }));
    const guessed = [`ghi_${"0".repeat(43)}`, "", late.invitationId, acme.apiKey, ownerPage];
    const refusals = [];
    for (const token of [used.token, revoked.token, late.token, ...guessed]) {
      for (const use of [calls.accept, calls.read, (link: string) => calls.join(ownerPage, link)]) {
        refusals.push(await use(token).catch((error: { data?: unknown }) => error.data));
      }
    }
    expect(refusals[0]).toMatchObject({ code: "NOT_FOUND" });
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
    expect(await calls.members()).toMatchObject({ total: 2 });
  });

  test.each([
    [{ password: NORA.password }, "name"],
    [{ name: " ", password: NORA.password }, "name"],
    [{ name: "Nora", password: "elevenchars" }, "password"],
    [{ name: "Nora", password: "x".repeat(1001) }, "password"],
  ])("400 for %j", async (person, path) => {
    const { token } = await calls.invite();
    const refused = await calls.accept(token, person).catch((error: unknown) => error);
    expect(refused).toMatchObject({ data: { code: "INVALID_REQUEST", details: [{ path }] } });
  });

  test("asks a user for their own password, as slowly as a sign-in", async () => {
    const rival = await seedTenant(t, "Rival");
    const { token } = await calls.invite("member", rival.owner.email);
    expect(await calls.read(token)).toMatchObject({ isKnownUser: true });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect(await codeOf(calls.accept(token, { name: "Mallory", password: "wrong password" }))).toBe(
        "UNAUTHORIZED",
      );
    }
    expect(await codeOf(calls.accept(token, { password: rival.owner.password }))).toBe("RATE_LIMITED");
    expect(await calls.members()).toMatchObject({ total: 1 });
  });

  test("adds an organization to a user, and changes neither their name nor their password", async () => {
    const rival = await seedTenant(t, "Rival");
    const { token } = await calls.invite("member", rival.owner.email);
    const login = await calls.accept(token, { name: "Somebody else", password: rival.owner.password });
    const page = await t.mutation(api.auth.openPage, { token: login.token });
    expect(page.user).toMatchObject({ id: rival.owner.userId, name: "Olga Owner" });
    expect(page.organizations.map(({ name, role }) => `${name}: ${role}`).sort()).toEqual([
      ...["Acme: member", "Rival: owner"],
    ]);
    expect(await openPage(t, rival.owner)).toMatch(/^ghp_/);
  });

  test("makes one member of two who accept at once", async () => {
    const { token } = await calls.invite();
    const codes = await Promise.all([
      codeOf(calls.accept(token)),
      codeOf(calls.accept(token)),
      codeOf(calls.accept(token)),
    ]);
    expect(codes.sort()).toEqual(["NOT_FOUND", "NOT_FOUND", "none"]);
    expect(await calls.members()).toMatchObject({ total: 2 });
  });

  test("409 for who becomes a user elsewhere at the same moment: the password is not simply taken over", async () => {
    const rival = await seedTenant(t, "Rival");
    const first = await calls.invite();
    const second = await invitationsOf(t, rival, await openPage(t, rival.owner)).invite();
    const codes = await Promise.all([
      codeOf(calls.accept(first.token)),
      codeOf(calls.accept(second.token, { name: "Mallory", password: "another password" })),
    ]);
    expect(codes.sort()).toEqual(["CONFLICT", "none"]);
  });
});

describe("joinOrganization", () => {
  test("needs no password from who is signed in", async () => {
    const rival = await seedTenant(t, "Rival");
    const { token } = await calls.invite("viewer", rival.owner.email);
    const page = await openPage(t, rival.owner);
    expect(await calls.join(page, token)).toEqual({ organizationId: acme.organizationId });
    expect(await calls.open(page)).toMatchObject({ total: 0 });
    expect(await codeOf(calls.join(page, token))).toBe("NOT_FOUND");
  });

  test("403 for another e-mail's link, which stays open", async () => {
    const rival = await openPage(t, (await seedTenant(t, "Rival")).owner);
    const { token } = await calls.invite("viewer");
    expect(await codeOf(calls.join(rival, token))).toBe("FORBIDDEN");
    expect(await codeOf(calls.join("", token))).toBe("UNAUTHORIZED");
    expect(await calls.open()).toMatchObject({ total: 1 });
  });
});
