import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { originAllowed } from "../../convex/lib/organizations";
import { organizationPatch } from "../../lib/organizations/object";
import { type Backend, backend, seedTenant, type Tenant } from "../setup";
import { codeOf, joinAs, openPage } from "../support/staff";

let t: Backend;
let acme: Tenant;
let sessionId: string;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  sessionId = await openPage(t, acme.owner);
});

type Updates = typeof api.organizations.updateOrganization._args.updates;

function read() {
  return t.query(api.organizations.getOrganization, { sessionId, organizationId: acme.organizationId });
}

function update(updates: Updates, expectedVersion?: number) {
  const { organizationId } = acme;
  return t.mutation(api.organizations.updateOrganization, {
    sessionId,
    organizationId,
    updates,
    expectedVersion,
  });
}

function allowed(origin: string, organizationId: Tenant["organizationId"] | null = null) {
  return t.run((ctx) => originAllowed(ctx, origin, organizationId));
}

describe("origins", () => {
  const parse = (allowedOrigins: unknown) => organizationPatch.safeParse({ allowedOrigins });

  test.each([
    ["https://portal.example", "https://portal.example"],
    [" HTTPS://Portal.Example/ ", "https://portal.example"],
    ["https://portal.example:443", "https://portal.example"],
    ["https://portal.example:8443", "https://portal.example:8443"],
    ["https://münchen.example", "https://xn--mnchen-3ya.example"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
    ["http://[::1]:3000", "http://[::1]:3000"],
  ])("%j is kept as %s", (given, kept) => {
    expect(parse([given, given]).data?.allowedOrigins).toEqual([kept]);
  });

  test.each([
    ...["*", "null", "", "https://", "https://*", "https://*.example", "http://portal.example"],
    ...["https://portal.example/path", "https://portal.example?", "https://portal.example#x"],
    ...["https://user@portal.example", "ftp://portal.example", "javascript:alert(1)", "portal.example"],
    ...["http://localhost.evil.example", "https://a.example https://b.example"],
  ])("%j is refused", (given) => {
    expect(parse([given]).error?.issues[0]?.path).toEqual(["allowedOrigins", 0]);
  });

  test("that are accepted are what a browser would send, whatever was typed", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (given) => {
        const kept = parse([given]).data?.allowedOrigins?.[0];
        expect(kept === undefined || new URL(kept).origin === kept).toBe(true);
      }),
    );
  });

  test("are twenty at most", () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `https://p${index}.example`);
    expect([parse(many(20)).success, parse(many(21)).success]).toEqual([true, false]);
  });
});

describe("updateOrganization", () => {
  test("changes what is given, clears with null, counts versions and leaves an audit entry", async () => {
    const first = await read();
    expect(first).toMatchObject({ name: "Acme", version: 1, address: null, taxId: null, allowedOrigins: [] });
    const address = { street: "1 Main St", city: "Berlin" };
    const changed = await update({ name: " Acme Ltd ", taxId: "DE1", currency: "JPY", address }, 1);
    expect(changed).toMatchObject({ name: "Acme Ltd", taxId: "DE1", currency: "JPY", address, version: 2 });
    expect(await update({ name: "Acme Ltd" })).toEqual(changed);
    expect(await update({ taxId: null, address: null })).toMatchObject({
      taxId: null,
      address: null,
      version: 3,
    });
    expect(await read()).toMatchObject({ taxId: null, version: 3 });
    const [entry, ...rest] = await t.run((ctx) => ctx.db.query("objectActions").take(10));
    expect(rest).toHaveLength(1);
    expect(entry).toMatchObject({
      ...{ objectId: acme.organizationId, objectType: "organization", action: "updated", version: 2 },
      actor: { kind: "user", id: acme.owner.userId },
      changes: { name: { before: "Acme", after: "Acme Ltd" }, taxId: { before: null, after: "DE1" } },
    });
    expect(Object.keys(entry?.changes ?? {}).sort()).toEqual(["address", "currency", "name", "taxId"]);
  });

  test.each([
    [{ timeZone: "Mars/Olympus" }, "timeZone"],
    [{ currency: "XYZ" }, "currency"],
    [{ currency: "eur" }, "currency"],
    [{ locale: "de_DE" }, "locale"],
    [{ locale: "english" }, "locale"],
    [{ name: " " }, "name"],
    [{ address: { street: "" } }, "address.street"],
    [{ allowedOrigins: ["*"] }, "allowedOrigins.0"],
  ])("400 for %j", async (updates, path) => {
    const refused = await update(updates).catch((error: unknown) => error);
    expect(refused).toMatchObject({ data: { code: "INVALID_REQUEST", details: [{ path }] } });
    expect(await read()).toMatchObject({ version: 1 });
  });

  test("412 for a stale version", async () => {
    await update({ name: "First" }, 1);
    expect(await codeOf(update({ name: "Second" }, 1))).toBe("VERSION_CONFLICT");
    expect(await read()).toMatchObject({ name: "First" });
  });

  test("keeps the origins that are looked up in step", async () => {
    const rival = await seedTenant(t, "Rival");
    await update({ allowedOrigins: ["https://a.example", "https://b.example"] });
    expect(await allowed("https://a.example")).toBe(true);
    expect(await allowed("https://a.example", acme.organizationId)).toBe(true);
    expect(await allowed("https://a.example", rival.organizationId)).toBe(false);
    await update({ allowedOrigins: ["https://b.example", "https://c.example"] });
    expect(await Promise.all(["a", "b", "c"].map((name) => allowed(`https://${name}.example`)))).toEqual([
      false,
      true,
      true,
    ]);
    expect(await update({ allowedOrigins: null })).toMatchObject({ allowedOrigins: [] });
    expect(await t.run((ctx) => ctx.db.query("organizationOrigins").take(10))).toEqual([]);
  });

  test("works on an organization that was stored before there were versions and origins", async () => {
    await t.run(async (ctx) => {
      const row = await ctx.db.get("organizations", acme.organizationId);
      if (row === null) throw new Error("There is no organization");
      const { name, locale, timeZone, currency, createdAt } = row;
      await ctx.db.replace("organizations", row._id, { name, locale, timeZone, currency, createdAt });
    });
    const before = await read();
    expect(before).toMatchObject({ version: 1, updatedAt: before.createdAt, allowedOrigins: [] });
    expect(await update({ taxId: "DE1" }, 1)).toMatchObject({ version: 2, taxId: "DE1" });
  });
});

test.each(["member", "accountant", "viewer"] as const)(
  "a %s reads the settings and cannot change them",
  async (role) => {
    const page = await joinAs(t, acme, role);
    const { organizationId } = acme;
    expect(
      await t.query(api.organizations.getOrganization, { sessionId: page, organizationId }),
    ).toMatchObject({
      name: "Acme",
    });
    const changed = t.mutation(api.organizations.updateOrganization, {
      ...{ sessionId: page, organizationId, updates: { name: "Mine" } },
    });
    expect(await codeOf(changed)).toBe("FORBIDDEN");
  },
);

test("another organization's settings do not exist", async () => {
  const rival = await openPage(t, (await seedTenant(t, "Rival")).owner);
  const target = { sessionId: rival, organizationId: acme.organizationId };
  expect(await codeOf(t.query(api.organizations.getOrganization, target))).toBe("NOT_FOUND");
  const update = t.mutation(api.organizations.updateOrganization, { ...target, updates: { name: "Mine" } });
  expect(await codeOf(update)).toBe("NOT_FOUND");
});
