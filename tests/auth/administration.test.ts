import type { FunctionReference } from "convex/server";
import { beforeEach, describe, expect, test } from "vitest";
import { api } from "../../convex/_generated/api";
import { roles } from "../../lib/permissions/matrix";
import { type Backend, backend, seedTenant, type Tenant } from "../setup";
import { addColleague, codeOf, joinAs, openPage } from "../support/staff";

let t: Backend;
let acme: Tenant;
/** What there is to administrate, by the names of arguments. */
let ids: { membershipId: string; invitationId: string; keyId: string };

type Call = [kind: "query" | "mutation", whose: "everybody" | "owners and admins", args?: () => object];
type Calls<Functions> = Record<keyof Functions, Call>;

const invitation = { email: "new@example.com", role: "viewer" };
const target = {
  getMember: () => ({ membershipId: ids.membershipId }),
  getKey: () => ({ keyId: ids.keyId }),
};

/** Every function by which staff administrate their organization, with arguments that an owner would succeed with. */
const modules = {
  organizations: {
    getOrganization: ["query", "everybody"],
    updateOrganization: ["mutation", "owners and admins", () => ({ updates: { name: "New" } })],
  } satisfies Calls<typeof api.organizations>,
  members: {
    listMembers: ["query", "everybody"],
    updateMemberRole: ["mutation", "owners and admins", () => ({ ...target.getMember(), role: "viewer" })],
    removeMember: ["mutation", "owners and admins", target.getMember],
  } satisfies Calls<typeof api.members>,
  invitations: {
    inviteMember: ["mutation", "owners and admins", () => invitation],
    listInvitations: ["query", "everybody"],
    revokeInvitation: ["mutation", "owners and admins", () => ({ invitationId: ids.invitationId })],
  } satisfies Calls<Omit<typeof api.invitations, "getInvitation" | "acceptInvitation" | "joinOrganization">>,
  apiKeys: {
    listApiKeys: ["query", "owners and admins"],
    createApiKey: ["mutation", "owners and admins", () => ({ name: "New", scopes: ["contacts:read"] })],
    rotateApiKey: ["mutation", "owners and admins", target.getKey],
    revokeApiKey: ["mutation", "owners and admins", target.getKey],
  } satisfies Calls<typeof api.apiKeys>,
};
const functions = Object.entries(modules).flatMap(([module, calls]) =>
  Object.entries<Call>(calls).map(([name, call]) => ({ name: `${module}:${name}`, call })),
);

beforeEach(async () => {
  t = backend();
  acme = await seedTenant(t);
  const { organizationId } = acme;
  const sessionId = await openPage(t, acme.owner);
  const { membershipId } = await addColleague(t, acme, "member", "colleague");
  const { invitationId } = await t.mutation(api.invitations.inviteMember, {
    ...{ sessionId, organizationId, email: "invited@example.com", role: "viewer" },
  });
  const [key] = await t.query(api.apiKeys.listApiKeys, { sessionId, organizationId });
  ids = { membershipId, invitationId, keyId: key?.keyId ?? "" };
});

async function codesFor(sessionId: string): Promise<Record<string, string>> {
  const codes: Record<string, string> = {};
  for (const { name, call } of functions) {
    const [kind, , args = () => ({})] = call;
    const given = { sessionId, organizationId: acme.organizationId, ...args() };
    const [module = "", exported = ""] = name.split(":");
    const reference = (api as unknown as Record<string, Record<string, unknown>>)[module]?.[exported];
    codes[name] = await codeOf(
      kind === "query"
        ? t.query(reference as FunctionReference<"query">, given)
        : t.mutation(reference as FunctionReference<"mutation">, given),
    );
  }
  return codes;
}

function expected(code: (whose: Call[1]) => string): Record<string, string> {
  return Object.fromEntries(functions.map(({ name, call }) => [name, code(call[1])]));
}

describe("every function that administrates an organization", () => {
  test.each(roles)("is open to the role %s as the matrix says", async (role) => {
    const isAdmin = role === "owner" || role === "admin";
    const wanted = expected((whose) => (whose === "everybody" || isAdmin ? "none" : "FORBIDDEN"));
    expect(await codesFor(await joinAs(t, acme, role))).toEqual(wanted);
  });

  test("hides another organization", async () => {
    const stranger = await openPage(t, (await seedTenant(t, "Rival")).owner);
    expect(await codesFor(stranger)).toEqual(expected(() => "NOT_FOUND"));
  });

  test("refuses who is not signed in, whatever they send instead", async () => {
    for (const sessionId of ["", acme.owner.userId, acme.apiKey, ids.invitationId, "ghp_0"]) {
      expect(await codesFor(sessionId)).toEqual(expected(() => "UNAUTHORIZED"));
    }
  });
});
