import type { FunctionReference } from "convex/server";
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import type * as crmOntology from "../../convex/crmOntology";
import { isAppError } from "../../lib/errors";
import { type Role, roles } from "../../lib/permissions/matrix";
import { type Backend, backend, seedTenant, type Tenant } from "../setup";
import { openPage } from "../support/staff";

const crm = api.crmOntology;
/** What the objects of one tenant are called in arguments. */
let owned: { organizationId: string; contactId: string; crmOrgId: string };
let t: Backend;
let acme: Tenant;

type Call = [kind: "query" | "mutation", permission: "read" | "write", args: () => Record<string, unknown>];

/** Every public function with arguments that a member would succeed with. A new function must be added here. */
const calls: Record<keyof typeof crmOntology, Call> = {
  getContacts: ["query", "read", () => ({ organizationId: owned.organizationId })],
  countContacts: ["query", "read", () => ({ organizationId: owned.organizationId })],
  searchContacts: ["query", "read", () => ({ organizationId: owned.organizationId, searchTerm: "jane" })],
  getContact: ["query", "read", () => ({ contactId: owned.contactId })],
  getContactsByOrganization: ["query", "read", () => ({ crmOrgId: owned.crmOrgId })],
  createContact: [
    "mutation",
    "write",
    () => ({ organizationId: owned.organizationId, contact: { email: "new@example.com" } }),
  ],
  updateContact: ["mutation", "write", () => ({ contactId: owned.contactId, updates: { phone: "1" } })],
  archiveContact: ["mutation", "write", () => ({ contactId: owned.contactId })],
  restoreContact: ["mutation", "write", () => ({ contactId: owned.contactId })],
  getCrmOrganizations: ["query", "read", () => ({ organizationId: owned.organizationId })],
  countCrmOrganizations: ["query", "read", () => ({ organizationId: owned.organizationId })],
  searchCrmOrganizations: [
    "query",
    "read",
    () => ({ organizationId: owned.organizationId, searchTerm: "doe" }),
  ],
  getCrmOrganization: ["query", "read", () => ({ crmOrgId: owned.crmOrgId })],
  createCrmOrganization: [
    "mutation",
    "write",
    () => ({ organizationId: owned.organizationId, organization: { name: "New" } }),
  ],
  updateCrmOrganization: [
    "mutation",
    "write",
    () => ({ crmOrgId: owned.crmOrgId, updates: { industry: "law" } }),
  ],
  archiveCrmOrganization: ["mutation", "write", () => ({ crmOrgId: owned.crmOrgId })],
  restoreCrmOrganization: ["mutation", "write", () => ({ crmOrgId: owned.crmOrgId })],
};
const names = Object.keys(calls) as (keyof typeof calls)[];

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  const sessionId = await openPage(t, acme.owner);
  const { organizationId } = acme;
  const contact = { email: "jane@example.com", organizationInfo: { name: "Doe Ltd" } };
  const made = await t.mutation(crm.createContact, { sessionId, organizationId, contact });
  owned = { organizationId, contactId: made.contact.id, crmOrgId: made.contact.crmOrganizationId ?? "" };
});

/** The code that a call is refused with, or null. */
async function codeOf(name: keyof typeof calls, sessionId: string): Promise<unknown> {
  const [kind, , args] = calls[name];
  const given = { sessionId, ...args() };
  const called =
    kind === "query"
      ? t.query(crm[name] as FunctionReference<"query">, given)
      : t.mutation(crm[name] as FunctionReference<"mutation">, given);
  return await called.then(
    () => null,
    (error: unknown) => (isAppError(error) ? error.data.code : error),
  );
}

async function codesFor(sessionId: string) {
  const codes: Record<string, unknown> = {};
  for (const name of names) {
    codes[name] = await codeOf(name, sessionId);
  }
  return codes;
}

function expected(code: (permission: "read" | "write") => string | null) {
  return Object.fromEntries(names.map((name) => [name, code(calls[name][1])]));
}

describe("every public function", () => {
  test.each<[Role, boolean]>([
    ["owner", true],
    ["admin", true],
    ["member", true],
    ["accountant", false],
    ["viewer", false],
  ])("lets the role %s read, and write: %s", async (role, mayWrite) => {
    expect(roles).toContain(role);
    const sessionId = await openPage(t, acme.owner);
    await t.run(async (ctx) => {
      const membership = await ctx.db.query("memberships").unique();
      if (membership === null) throw new Error("The owner has no membership");
      await ctx.db.patch("memberships", membership._id, { role });
    });
    const wanted = expected((permission) => (permission === "read" || mayWrite ? null : "FORBIDDEN"));
    expect(await codesFor(sessionId)).toEqual(wanted);
  });

  test("hides another organization's objects", async () => {
    const stranger = await openPage(t, (await seedTenant(t, "Rival")).owner);
    expect(await codesFor(stranger)).toEqual(expected(() => "NOT_FOUND"));
  });

  test("refuses who is not signed in, whatever they send instead", async () => {
    for (const sessionId of ["", acme.owner.userId, acme.apiKey, "ghp_0"]) {
      expect(await codesFor(sessionId)).toEqual(expected(() => "UNAUTHORIZED"));
    }
  });
});
