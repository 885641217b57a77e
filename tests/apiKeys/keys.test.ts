import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { internal } from "../../convex/_generated/api";
import { formatApiKey, isWellFormedApiKey, secretFrom } from "../../lib/tokens";
import { ask, backend, seedTenant } from "../setup";

const randomness = fc.uint8Array({ minLength: 128, maxLength: 128 }).filter((bytes) => fair(bytes) >= 32);

function fair(bytes: Uint8Array): number {
  return bytes.filter((byte) => byte < 248).length;
}

describe("a key's text", () => {
  test("is refused after any single mistake, without a look-up", () => {
    const mistake = fc.record({ place: fc.nat(46), letter: fc.constantFrom(..."0aZ_ é".split("")) });
    fc.assert(
      fc.property(randomness, mistake, (bytes, { place, letter }) => {
        const key = formatApiKey("live", bytes);
        expect(key).toMatch(/^ghk_live_[0-9A-Za-z]{38}$/);
        expect(isWellFormedApiKey(key)).toBe(true);
        const mistyped = key.slice(0, place) + letter + key.slice(place + 1);
        expect(isWellFormedApiKey(mistyped)).toBe(mistyped === key);
        expect(isWellFormedApiKey(key.slice(1))).toBe(false);
        expect(isWellFormedApiKey(`${key}0`)).toBe(false);
      }),
    );
  });

  test("uses every letter alike and refuses to run on too little randomness", () => {
    const every = Uint8Array.from({ length: 248 }, (_, index) => index);
    const counts = new Map<string, number>();
    for (const letter of secretFrom(every, 248)) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect([counts.size, new Set(counts.values())]).toEqual([62, new Set([4])]);
    expect(() => secretFrom(new Uint8Array(64).fill(255))).toThrow("Too little randomness");
  });
});

describe("keys of an organization", () => {
  test("are made, listed without their secret, and revoked for good", async () => {
    const t = backend();
    const { organizationId } = await seedTenant(t);
    const given = { organizationId, name: " Website ", scopes: ["contacts:read", "contacts:read"] };
    const made = await t.mutation(internal.apiKeys.create, {
      ...given,
      environment: "test",
      limitPerMinute: 5,
    });
    expect(made).toMatchObject({ name: "Website", scopes: ["contacts:read"] });
    expect(made.secret.startsWith(made.prefix)).toBe(true);
    const stored = await t.run((ctx) => ctx.db.query("apiKeys").take(10));
    expect(JSON.stringify(stored)).not.toContain(made.secret);
    const listed = await t.query(internal.apiKeys.list, { organizationId });
    expect(listed[0]).toMatchObject({ keyId: made.keyId, revokedAt: null, limitPerMinute: 5 });
    expect((await ask(t, made.secret, "GET", "/crm/contacts")).status).toBe(200);
    const first = await t.mutation(internal.apiKeys.revoke, { keyId: made.keyId });
    expect(await t.mutation(internal.apiKeys.revoke, { keyId: made.keyId })).toEqual(first);
    expect((await ask(t, made.secret, "GET", "/crm/contacts")).status).toBe(401);
  });

  test.each([
    [{ scopes: ["contact:read"] }, "did you mean"],
    [{ scopes: [] }, "at least one"],
    [{ name: " " }, "1 to 100 characters"],
    [{ limitPerMinute: 0 }, "from 1 to"],
    [{ organizationId: "x" }, "no such organization"],
  ])("are refused for %j", async (wrong, message) => {
    const t = backend();
    const { organizationId } = await seedTenant(t);
    const args = { organizationId, name: "Key", scopes: ["*"], ...wrong };
    await expect(t.mutation(internal.apiKeys.create, args)).rejects.toThrow(message);
  });
});
