import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import type { Id } from "../../convex/_generated/dataModel";
import { type Backend, backend, seedTenant, type Tenant } from "../setup";
import { addContact } from "../support/portal";
import { codeOf, joinAs, openPage } from "../support/staff";

let t: Backend;
let acme: Tenant;
let organizationId: string;
let sessionId: string;

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  organizationId = acme.organizationId;
  sessionId = await openPage(t, acme.owner);
});

type Args = Omit<(typeof api.bulk.changeObjects)["_args"], "sessionId" | "organizationId">;

async function change(
  ids: string[],
  wanted: Args["change"],
  options: { type?: Args["type"]; page?: string } = {},
) {
  const { type = "crm_contact", page = sessionId } = options;
  const args = { sessionId: page, organizationId, type, ids, change: wanted };
  return (await t.mutation(api.bulk.changeObjects, args)).results;
}

async function addContacts(count: number, tags: string[] = []): Promise<Id<"objects">[]> {
  const ids = [];
  for (let number = 0; number < count; number += 1) {
    ids.push((await addContact(t, acme, { email: `${number}@example.com`, tags })).contactId);
  }
  return ids;
}

async function tagsOf(contactId: string): Promise<string[]> {
  return (await t.query(api.crmOntology.getContact, { sessionId, contactId })).tags;
}

async function actionsOf(objectId: string): Promise<string[]> {
  const { actions } = await t.query(api.audit.objectHistory, { sessionId, objectId });
  return actions.map(({ action }) => action);
}

async function rowsWritten(): Promise<number> {
  return await t.run(async (ctx) => {
    const actions = await ctx.db.query("objectActions").take(1000);
    return actions.length + (await ctx.db.query("events").take(1000)).length;
  });
}

describe("changeObjects", () => {
  test("archives and restores, each object with its own audit entry", async () => {
    const [first = "", second = ""] = await addContacts(2);
    expect(await change([first, second], { kind: "archive" })).toEqual([
      { id: first, ok: true, version: 2, changed: true },
      { id: second, ok: true, version: 2, changed: true },
    ]);
    expect(await t.query(api.crmOntology.countContacts, { sessionId, organizationId })).toBe(0);
    expect(await actionsOf(second)).toEqual(["archived", "created"]);
    expect(await change([second], { kind: "restore" })).toMatchObject([{ version: 3, changed: true }]);
    expect(await t.query(api.crmOntology.countContacts, { sessionId, organizationId })).toBe(1);
  });

  test("adds and removes tags, and leaves the others", async () => {
    const [id = ""] = await addContacts(1, ["old", "vip"]);
    await change([id], { kind: "tags", add: [" new ", "vip", "new"], remove: ["old", "unknown"] });
    expect(await tagsOf(id)).toEqual(["vip", "new"]);
    const organization = { name: "Company", tags: ["partner"] };
    const company = { sessionId, organizationId, organization };
    const { id: crmOrgId } = await t.mutation(api.crmOntology.createCrmOrganization, company);
    await change([crmOrgId], { kind: "tags", add: ["key"], remove: [] }, { type: "crm_organization" });
    const changed = await t.query(api.crmOntology.getCrmOrganization, { sessionId, crmOrgId });
    expect(changed).toMatchObject({ tags: ["partner", "key"], version: 2 });
  });

  test("writes nothing where nothing changes", async () => {
    const [id = ""] = await addContacts(1, ["vip"]);
    const before = await rowsWritten();
    for (const wanted of [
      { kind: "restore" },
      { kind: "tags", add: ["vip"], remove: ["x"] },
      { kind: "tags", add: [], remove: [] },
    ] as const) {
      expect(await change([id], { ...wanted } as Args["change"])).toEqual([
        { id, ok: true, version: 1, changed: false },
      ]);
    }
    expect(await rowsWritten()).toBe(before);
    await change([id], { kind: "archive" });
    expect(await change([id, id], { kind: "archive" })).toEqual([
      { id, ok: true, version: 2, changed: false },
    ]);
  });

  test("one that is refused stops no other, and leaves nothing of itself", async () => {
    const [good = "", full = ""] = await addContacts(2);
    const fifty = Array.from({ length: 50 }, (_, index) => `tag ${index}`);
    await change([full], { kind: "tags", add: fifty, remove: [] });
    const rival = await seedTenant(t, "Rival");
    const { contactId: foreign } = await addContact(t, rival);
    const organization = { sessionId, organizationId, organization: { name: "Company" } };
    const { id: company } = await t.mutation(api.crmOntology.createCrmOrganization, organization);
    const before = await rowsWritten();
    const results = await change(["nothing", foreign, company, full, good], {
      ...{ kind: "tags", add: ["one more"], remove: [] },
    });
    expect(results).toMatchObject([
      { id: "nothing", ok: false, code: "NOT_FOUND", error: "There is no such contact." },
      { id: foreign, ok: false, code: "NOT_FOUND", error: "There is no such contact." },
      { id: company, ok: false, code: "NOT_FOUND" },
      { id: full, ok: false, code: "INVALID_REQUEST", details: [{ path: "tags" }] },
      { id: good, ok: true, version: 2, changed: true },
    ]);
    expect(await rowsWritten()).toBe(before + 2);
    expect([await tagsOf(full), await tagsOf(good)]).toEqual([fifty, ["one more"]]);
    const page = await openPage(t, rival.owner);
    const theirs = await t.query(api.crmOntology.getContact, { sessionId: page, contactId: foreign });
    expect(theirs).toMatchObject({ tags: [], version: 1 });
  });

  test("changes 25 at once, and no more", async () => {
    const ids: string[] = await addContacts(25);
    const results = await change(ids, { kind: "archive" });
    expect(results.map(({ ok }) => ok)).toEqual(ids.map(() => true));
    expect(await codeOf(change([...ids, "one more"], { kind: "archive" }))).toBe("INVALID_REQUEST");
    expect(await codeOf(change([], { kind: "archive" }))).toBe("INVALID_REQUEST");
  });

  test("400 for tags that are none, or to be added and removed", async () => {
    const [id = ""] = await addContacts(1);
    for (const [add, remove] of [
      [[""], []],
      [[], ["x".repeat(101)]],
      [["a\u0000"], []],
      [["vip"], [" vip"]],
    ] as [string[], string[]][]) {
      expect(await codeOf(change([id], { kind: "tags", add, remove }))).toBe("INVALID_REQUEST");
    }
    expect(await tagsOf(id)).toEqual([]);
  });

  test("403 for who may only read, 404 for strangers", async () => {
    const [id = ""] = await addContacts(1);
    for (const role of ["accountant", "viewer"] as const) {
      const page = await joinAs(t, acme, role);
      expect(await codeOf(change([id], { kind: "archive" }, { page }))).toBe("FORBIDDEN");
    }
    const page = await openPage(t, (await seedTenant(t, "Rival")).owner);
    expect(await codeOf(change([id], { kind: "archive" }, { page }))).toBe("NOT_FOUND");
    expect(await change([id], { kind: "archive" }, { page: await joinAs(t, acme, "member") })).toMatchObject([
      { ok: true },
    ]);
  });
});
