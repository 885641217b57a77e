import type { FunctionReference } from "convex/server";
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import type * as frontendUsers from "../../convex/frontendUsers";
import type { Role } from "../../lib/permissions/matrix";
import { ask, type Backend, backend } from "../setup";
import { addContact, type PortalTenant, seedPortal, type SignedIn, signIn } from "../support/portal";
import { codeOf, joinAs, openPage } from "../support/staff";

const staff = api.frontendUsers;
let t: Backend;
let acme: PortalTenant;
let contactId: string;
let crmOrgId: string;
let loginId: string;
let user: SignedIn;

beforeEach(async () => {
  t = backend();
  acme = await seedPortal(t);
  const made = await addContact(t, acme, { organizationInfo: { name: "Engines" } });
  [contactId, crmOrgId] = [made.contactId, made.crmOrganizationId];
  user = await signIn(t, acme);
  loginId = (await t.run((ctx) => ctx.db.query("frontendSessions").first()))?._id ?? "";
});

type Call = [kind: "query" | "mutation", permission: "read" | "write", args: () => Record<string, unknown>];

/** Every function with arguments that an owner would succeed with. A new function must be added here. */
const calls: Record<keyof typeof frontendUsers, Call> = {
  listFrontendUsers: ["query", "read", () => ({ organizationId: acme.organizationId })],
  countFrontendUsers: ["query", "read", () => ({ organizationId: acme.organizationId })],
  getFrontendUser: ["query", "read", () => ({ frontendUserId: user.id })],
  linkFrontendUser: ["mutation", "write", () => ({ frontendUserId: user.id, contactId })],
  unlinkFrontendUser: ["mutation", "write", () => ({ frontendUserId: user.id })],
  revokeFrontendUserSession: ["mutation", "write", () => ({ frontendUserId: user.id, loginId })],
  suspendFrontendUser: ["mutation", "write", () => ({ frontendUserId: user.id })],
  reactivateFrontendUser: ["mutation", "write", () => ({ frontendUserId: user.id })],
  grantCompanyVisibility: ["mutation", "write", () => ({ contactId, crmOrgId })],
  revokeCompanyVisibility: ["mutation", "write", () => ({ contactId })],
};
async function codesFor(session: string): Promise<Record<string, string>> {
  const codes: Record<string, string> = {};
  for (const [name, [kind, , args]] of Object.entries(calls)) {
    const given = { sessionId: session, ...args() };
    const reference = staff[name as keyof typeof calls];
    codes[name] = await codeOf(
      kind === "query"
        ? t.query(reference as FunctionReference<"query">, given)
        : t.mutation(reference as FunctionReference<"mutation">, given),
    );
  }
  return codes;
}

const expected = (code: (permission: "read" | "write") => string) =>
  Object.fromEntries(Object.entries(calls).map(([name, [, permission]]) => [name, code(permission)]));

describe("every function of staff", () => {
  test.each<[Role, boolean]>([
    ["owner", true],
    ["admin", true],
    ["member", true],
    ["accountant", false],
    ["viewer", false],
  ])("lets the role %s read, and write: %s", async (role, mayWrite) => {
    const codes = await codesFor(await joinAs(t, acme, role));
    expect(codes).toEqual(
      expected((permission) => (permission === "read" || mayWrite ? "none" : "FORBIDDEN")),
    );
  });

  test("hides another organization's frontend users and contacts", async () => {
    const rival = await seedPortal(t, "Rival");
    const stranger = await openPage(t, rival.owner);
    expect(await codesFor(stranger)).toEqual(expected(() => "NOT_FOUND"));
    const own = await signIn(t, rival);
    const link = { sessionId: stranger, frontendUserId: own.id, contactId };
    expect(await codeOf(t.mutation(staff.linkFrontendUser, link))).toBe("NOT_FOUND");
  });

  test("refuses clients, and who is not signed in", async () => {
    for (const session of ["", user.sessionId, user.token, acme.portalKey]) {
      expect(await codesFor(session)).toEqual(expected(() => "UNAUTHORIZED"));
    }
  });

  test("frontend users are no contacts: nothing of the CRM reaches them", async () => {
    const sessionId = await openPage(t, acme.owner);
    expect(await codeOf(t.query(api.crmOntology.getContact, { sessionId, contactId: user.id }))).toBe(
      "NOT_FOUND",
    );
    const path = `/crm/contacts/${user.id}`;
    expect((await ask(t, acme.apiKey, "GET", path)).status).toBe(404);
    expect((await ask(t, acme.apiKey, "PATCH", path, { body: { phone: "1" } })).status).toBe(404);
    const linked = { email: "x@example.com", crmOrganizationId: user.id };
    expect((await ask(t, acme.apiKey, "POST", "/crm/contacts", { body: linked })).status).toBe(400);
  });
});
