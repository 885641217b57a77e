import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../../convex/_generated/api";
import { DAY, HOUR } from "../../lib/time";
import { ask, type Backend, backend, seedTenant, type Tenant } from "../setup";
import { invitationsOf } from "../support/invitations";
import { addColleague, codeOf, joinAs, openPage } from "../support/staff";

let t: Backend;
let acme: Tenant;
let sessionId: string;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  sessionId = await openPage(t, acme.owner);
});

afterEach(() => {
  vi.useRealTimers();
});

function create(
  options: { name?: string; scopes?: string[]; expiresAt?: number | null } = {},
  page = sessionId,
) {
  const { organizationId } = acme;
  const key = { name: "Website", scopes: ["contacts:read"], ...options };
  return t.mutation(api.apiKeys.createApiKey, { sessionId: page, organizationId, ...key });
}

function rotate(keyId: string, overlapHours?: number, page = sessionId) {
  const { organizationId } = acme;
  return t.mutation(api.apiKeys.rotateApiKey, { sessionId: page, organizationId, keyId, overlapHours });
}

function revoke(keyId: string, page = sessionId) {
  const { organizationId } = acme;
  return t.mutation(api.apiKeys.revokeApiKey, { sessionId: page, organizationId, keyId });
}

function list(page = sessionId) {
  return t.query(api.apiKeys.listApiKeys, { sessionId: page, organizationId: acme.organizationId });
}

async function statusOf({ secret }: { secret: string }): Promise<number> {
  return (await ask(t, secret, "GET", "/crm/contacts")).status;
}

describe("createApiKey", () => {
  test("shows the secret once, names its maker and leaves an audit entry", async () => {
    const key = await create();
    expect(await statusOf(key)).toBe(200);
    const [listed] = await list();
    expect(listed).toMatchObject({ keyId: key.keyId, createdBy: acme.owner.userId, expiresAt: null });
    expect((await list()).map(({ createdByName }) => createdByName)).toEqual(["Olga Owner", null]);
    const stored = await t.run((ctx) =>
      Promise.all([ctx.db.query("apiKeys").take(10), ctx.db.query("objectActions").take(10)]),
    );
    expect(JSON.stringify([stored, await list()])).not.toContain(key.secret);
    expect(JSON.stringify([stored[1], await list()])).not.toContain(stored[0].at(-1)?.tokenHash);
    expect(stored[1]).toMatchObject([
      { objectId: key.keyId, objectType: "api_key", action: "created", actor: { id: acme.owner.userId } },
    ]);
  });

  test("makes keys that end by themselves", async () => {
    vi.useFakeTimers();
    const key = await create({ expiresAt: Date.now() + DAY });
    vi.advanceTimersByTime(DAY - 1);
    expect(await statusOf(key)).toBe(200);
    vi.advanceTimersByTime(1);
    expect(await statusOf(key)).toBe(401);
  });

  test.each([
    [{ expiresAt: 1000 }, "expiresAt"],
    [{ expiresAt: NaN }, "expiresAt"],
    [{ scopes: ["apiKeys:write"] }, "scopes"],
    [{ scopes: [] }, "scopes"],
    [{ name: "" }, "name"],
  ])("400 for %j", async (wrong, path) => {
    const refused = await create(wrong).catch((error: unknown) => error);
    expect(refused).toMatchObject({ data: { code: "INVALID_REQUEST", details: [{ path }] } });
  });

  test("gives an admin's key whatever scopes there are", async () => {
    const key = await create({ scopes: ["*"] }, await joinAs(t, acme, "admin"));
    expect(await statusOf(key)).toBe(200);
  });
});

describe("rotateApiKey", () => {
  test("lets both keys work during the overlap of a day, then only the new one", async () => {
    vi.useFakeTimers();
    const first = await create();
    const second = await rotate(first.keyId);
    expect(second).toMatchObject({ name: "Website", scopes: ["contacts:read"], old: { keyId: first.keyId } });
    expect(await Promise.all([first, second].map(statusOf))).toEqual([200, 200]);
    expect((await list())[0]).toMatchObject({ keyId: second.keyId, rotatedFromId: first.keyId });
    vi.advanceTimersByTime(24 * HOUR);
    expect(await Promise.all([first, second].map(statusOf))).toEqual([401, 200]);
    const page = await openPage(t, acme.owner);
    expect(await codeOf(rotate(first.keyId, 1, page))).toBe("INVALID_STATE");
    const actions = await t.run((ctx) => ctx.db.query("objectActions").take(10));
    expect(actions.map(({ action, objectId }) => [action, objectId])).toEqual([
      ["created", first.keyId],
      ["rotated", first.keyId],
      ["created", second.keyId],
    ]);
    expect(JSON.stringify(actions)).not.toMatch(/ghk_/);
  });

  test("ends the old key at once without an overlap", async () => {
    const first = await create();
    const second = await rotate(first.keyId, 0);
    expect(await Promise.all([first, second].map(statusOf))).toEqual([401, 200]);
  });

  test("keeps the environment and the limit", async () => {
    const { organizationId } = acme;
    const limited = { name: "Test", environment: "test" as const, limitPerMinute: 7 };
    const key = await t.mutation(api.apiKeys.createApiKey, {
      ...limited,
      sessionId,
      organizationId,
      scopes: ["contacts:read"],
    });
    expect((await rotate(key.keyId)).secret).toMatch(/^ghk_test_/);
    expect((await list())[0]).toMatchObject({ limitPerMinute: 7 });
  });

  test("400 for an overlap of more than a month", async () => {
    const { keyId } = await create();
    expect(await codeOf(rotate(keyId, 721))).toBe("INVALID_REQUEST");
  });
});

describe("revokeApiKey", () => {
  test("ends a key at once, and again with the same answer", async () => {
    const key = await create();
    const first = await revoke(key.keyId);
    expect(await statusOf(key)).toBe(401);
    expect(await revoke(key.keyId)).toEqual(first);
    expect(await codeOf(rotate(key.keyId))).toBe("INVALID_STATE");
  });

  test("ends the invitations that were sent with it", async () => {
    const key = await create({ scopes: ["members:write"] });
    const calls = invitationsOf(t, acme, sessionId);
    const { invitationId, token } = await calls.invite();
    await t.run((ctx) => ctx.db.patch("invitations", invitationId, { invitedBy: key.keyId }));
    await revoke(key.keyId);
    expect(await codeOf(calls.read(token))).toBe("NOT_FOUND");
  });
});

describe("API keys", () => {
  test.each(["member", "accountant", "viewer"] as const)("403 for a %s", async (role) => {
    const page = await openPage(t, await addColleague(t, acme, role));
    const { keyId } = await create();
    const codes = [create({}, page), rotate(keyId, 0, page), revoke(keyId, page), list(page)].map(codeOf);
    expect(await Promise.all(codes)).toEqual(Array(4).fill("FORBIDDEN"));
  });

  test("404 for keys of another organization, whichever organization is named", async () => {
    const rival = await seedTenant(t, "Rival");
    const page = await openPage(t, rival.owner);
    const { keyId } = await create();
    const args = { sessionId: page, organizationId: rival.organizationId, keyId };
    const foreign = [
      t.mutation(api.apiKeys.rotateApiKey, args),
      t.mutation(api.apiKeys.revokeApiKey, args),
      ...[rotate(keyId, 0, page), revoke(keyId, page), create({}, page), list(page)],
      ...["nothing", acme.organizationId].map((id) => revoke(id)),
    ];
    expect(await Promise.all(foreign.map(codeOf))).toEqual(foreign.map(() => "NOT_FOUND"));
    expect(await list()).toMatchObject([{ revokedAt: null }, { revokedAt: null }]);
  });
});
