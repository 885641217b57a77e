import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { ask, type Backend, backend, seedKey, seedTenant, type Tenant } from "../setup";
import { addColleague, codeOf, openPage } from "../support/staff";

const NOBODY = "a".repeat(32);
const PERSON = { name: "Nora New", password: "correct horse battery" };
let t: Backend;
let acme: Tenant;
let key: string;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  key = await seedKey(t, acme.organizationId, ["members:read", "members:write"]);
});

function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return ask(t, key, method, path, { body, headers });
}

function invite(body: unknown = { email: "nora@example.com", role: "member" }, headers = {}) {
  return call("POST", "/invitations", body, headers);
}

async function ownerId(): Promise<string> {
  const { body } = await call("GET", "/members");
  return body.members.find((member: { role: string }) => member.role === "owner").id;
}

test("the scope members:read is not enough to change anything", async () => {
  const reader = await seedKey(t, acme.organizationId, ["members:read"]);
  const writes = [
    ["PATCH", `/members/${NOBODY}`, { role: "viewer" }],
    ["DELETE", `/members/${NOBODY}`, undefined],
    ["POST", "/invitations", { email: "nora@example.com", role: "viewer" }],
    ["DELETE", `/invitations/${NOBODY}`, undefined],
  ] as const;
  for (const [method, path, body] of writes) {
    expect((await ask(t, reader, method, path, { body })).status).toBe(403);
  }
});

describe("GET /members", () => {
  test("200 with a page, the latest first, and without anything secret", async () => {
    const { membershipId, userId, email } = await addColleague(t, acme, "viewer");
    const { status, body } = await call("GET", "/members?limit=1");
    expect(status).toBe(200);
    expect(body).toEqual({
      members: [
        { id: membershipId, userId, email, name: "viewer", role: "viewer", createdAt: expect.any(Number) },
      ],
      ...{ total: 2, limit: 1, offset: 0, hasMore: true, nextCursor: null },
    });
    const rest = await call("GET", "/members?offset=1");
    expect(rest.body).toMatchObject({ members: [{ email: acme.owner.email }], hasMore: false, total: 2 });
  });

  test.each(["?limit=0", "?limit=201", "?offset=-1", "?cursor=x", "?sort=name"])(
    "400 for %s",
    async (query) => {
      expect((await call("GET", `/members${query}`)).status).toBe(400);
    },
  );
});

describe("PATCH /members/{id}", () => {
  test("200 with the new role", async () => {
    const { membershipId } = await addColleague(t, acme, "viewer");
    const { status, body } = await call("PATCH", `/members/${membershipId}`, { role: "accountant" });
    expect([status, body.success, body.member.role]).toEqual([200, true, "accountant"]);
  });

  test.each([
    [{ role: "boss" }, "role"],
    [{}, "role"],
    [{ role: "viewer", name: "x" }, "name"],
  ])("400 for %j", async (body, path) => {
    const answer = await call("PATCH", `/members/${await ownerId()}`, body);
    expect([answer.status, answer.body.details[0].path]).toEqual([400, path]);
  });

  test("403 for an owner and an admin, and for making one", async () => {
    const { membershipId: adminId } = await addColleague(t, acme, "admin");
    const { membershipId } = await addColleague(t, acme, "member");
    for (const [id, role] of [
      [await ownerId(), "viewer"],
      [adminId, "viewer"],
      [membershipId, "owner"],
      [membershipId, "admin"],
    ] as const) {
      const { status, body } = await call("PATCH", `/members/${id}`, { role });
      expect([status, body.code]).toEqual([403, "FORBIDDEN"]);
    }
  });

  test("404 for members of another organization", async () => {
    const rival = await addColleague(t, await seedTenant(t, "Rival"), "viewer");
    for (const id of [rival.membershipId, NOBODY]) {
      expect((await call("PATCH", `/members/${id}`, { role: "viewer" })).status).toBe(404);
      expect((await call("DELETE", `/members/${id}`)).status).toBe(404);
    }
  });
});

describe("DELETE /members/{id}", () => {
  test("200, and the person's page sees nothing any more; 404 afterwards", async () => {
    const { membershipId, ...person } = await addColleague(t, acme, "member");
    const sessionId = await openPage(t, person);
    const { status, body } = await call("DELETE", `/members/${membershipId}`);
    expect([status, body]).toEqual([200, { success: true, id: membershipId }]);
    const { organizationId } = acme;
    expect(await codeOf(t.query(api.members.listMembers, { sessionId, organizationId }))).toBe("NOT_FOUND");
    expect((await call("DELETE", `/members/${membershipId}`)).status).toBe(404);
  });

  test("403 for an owner", async () => {
    expect((await call("DELETE", `/members/${await ownerId()}`)).status).toBe(403);
  });

  test("400 for what is no id", async () => {
    expect((await call("DELETE", "/members/x")).status).toBe(400);
  });
});

describe("POST /invitations", () => {
  test("201 with a secret that lets somebody join", async () => {
    const { status, body } = await invite({ email: " Nora@Example.com", role: "accountant" });
    expect([status, body.success, Object.keys(body).sort()]).toEqual([
      ...[201, true],
      ["expiresAt", "invitationId", "success", "token"],
    ]);
    await t.action(api.invitations.acceptInvitation, { token: body.token, ...PERSON });
    const { members } = (await call("GET", "/members")).body;
    expect(members[0]).toMatchObject({ email: "nora@example.com", role: "accountant" });
  });

  test("409 for a repetition with the same idempotency key: the secret is kept nowhere", async () => {
    const headers = { "Idempotency-Key": "one" };
    const first = await invite(undefined, headers);
    const again = await invite(undefined, headers);
    expect([again.status, again.body.code]).toEqual([409, "IDEMPOTENCY_CONFLICT"]);
    expect(again.body.details).toEqual([{ path: "id", message: first.body.invitationId }]);
    const stored = await t.run((ctx) => ctx.db.query("idempotencyKeys").take(10));
    expect(JSON.stringify(stored)).not.toContain(first.body.token);
    expect((await call("GET", "/invitations")).body.total).toBe(1);
  });

  test.each([
    [{ email: "nora", role: "member" }, "email"],
    [{ email: "nora@example.com" }, "role"],
    [{ email: "nora@example.com", role: "member", organizationId: NOBODY }, "organizationId"],
    [{ email: "nora@example.com", role: "member", token: "ghi_x" }, "token"],
  ])("400 for %j", async (body, path) => {
    const answer = await invite(body);
    expect([answer.status, answer.body.details[0].path]).toEqual([400, path]);
  });

  test.each(["owner", "admin"])("403 for an %s: a key could make itself stronger", async (role) => {
    expect((await invite({ email: "nora@example.com", role })).status).toBe(403);
  });

  test("409 for a member's e-mail", async () => {
    const { status, body } = await invite({ email: acme.owner.email, role: "viewer" });
    expect([status, body.code, body.details[0].path]).toEqual([409, "CONFLICT", "email"]);
  });
});

describe("GET /invitations", () => {
  test("200 with the open ones of the key's own organization, without their secrets", async () => {
    const { body: made } = await invite();
    const rival = await seedTenant(t, "Rival");
    const stranger = await seedKey(t, rival.organizationId, ["*"]);
    const { status, body } = await call("GET", "/invitations");
    expect([status, body.total]).toEqual([200, 1]);
    expect(Object.keys(body.invitations[0]).sort()).toEqual([
      ...["createdAt", "email", "expiresAt", "id", "invitedBy", "role"],
    ]);
    expect(JSON.stringify(body)).not.toContain(made.token);
    expect((await ask(t, stranger, "GET", "/invitations")).body.total).toBe(0);
  });
});

describe("DELETE /invitations/{id}", () => {
  test("200, again on repetition, and the link ends", async () => {
    const { body: made } = await invite();
    const first = await call("DELETE", `/invitations/${made.invitationId}`);
    expect([first.status, first.body.id]).toEqual([200, made.invitationId]);
    expect((await call("DELETE", `/invitations/${made.invitationId}`)).body).toEqual(first.body);
    const accepting = t.action(api.invitations.acceptInvitation, { token: made.token, ...PERSON });
    expect(await codeOf(accepting)).toBe("NOT_FOUND");
  });

  test("404 for another organization's", async () => {
    const { body: made } = await invite();
    const rival = await seedTenant(t, "Rival");
    const stranger = await seedKey(t, rival.organizationId, ["*"]);
    expect((await ask(t, stranger, "DELETE", `/invitations/${made.invitationId}`)).status).toBe(404);
    expect((await call("DELETE", `/invitations/${NOBODY}`)).status).toBe(404);
  });

  test("409 once it was accepted", async () => {
    const { body: made } = await invite();
    await t.action(api.invitations.acceptInvitation, { token: made.token, ...PERSON });
    const { status, body } = await call("DELETE", `/invitations/${made.invitationId}`);
    expect([status, body.code]).toEqual([409, "INVALID_STATE"]);
  });
});
