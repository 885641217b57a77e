import { expect, test } from "vitest";
import { contact, contactPatch } from "../../lib/contacts/object";
import { contactName } from "../../lib/contacts/rules";
import { normalisedName } from "../../lib/crmOrganizations/rules";
import { applyPatch } from "../../lib/ontology/patch";
import { permits } from "../../lib/permissions/evaluate";
import { permissionsOfRole, roles } from "../../lib/permissions/matrix";

test.each([
  [{ firstName: "Ann", lastName: "Lee" }, "Ann Lee"],
  [{ firstName: "Ann" }, "Ann"],
  [{ lastName: "Lee" }, "Lee"],
  [{}, "a@example.com"],
])("a contact with %j is called %s", (names, expected) => {
  expect(contactName({ ...names, email: "a@example.com" })).toBe(expected);
});

test.each([
  ["Acme  GmbH", " acme gmbh ", true],
  ["ＡＣＭＥ", "acme", true],
  ["Müller", "MÜLLER", true],
  ["Müller", "Muller", false],
  ["Acme", "Acme GmbH", false],
])("the names %s and %s are one company: %s", (a, b, same) => {
  expect(normalisedName(a) === normalisedName(b)).toBe(same);
});

test("a patch knows every stored property, and null clears exactly the optional ones", () => {
  for (const name of Object.keys(contact.properties.shape)) {
    expect(Object.keys(contactPatch.shape)).toContain(name);
    expect(contactPatch.safeParse({ [name]: null }).success).toBe(name !== "email");
  }
  const stored = { email: "a@example.com", phone: "1", tags: ["x"] };
  const patched = applyPatch(stored, { phone: null, tags: null, firstName: "Ann", lastName: undefined });
  expect(patched).toEqual({ email: "a@example.com", firstName: "Ann" });
  expect(contact.properties.parse({ ...patched, source: "api" })).toMatchObject({
    tags: [],
    customFields: {},
  });
});

test("every role reads, and only owners and admins decide about members and keys", () => {
  for (const role of roles) {
    const caller = { kind: "user", id: "u", organizationId: "o", role } as const;
    expect(permits(caller, "contacts:read")).toBe(true);
    expect(permits(caller, "apiKeys:write")).toBe(role === "owner" || role === "admin");
    expect(permits(caller, "invoices:write")).toBe(role !== "viewer");
    expect(permissionsOfRole[role]).not.toContain("portal:sync");
  }
});

test("a key may do what its scopes say, and * is all of them", () => {
  const withScopes = (...scopes: string[]) =>
    ({ kind: "apiKey", id: "k", organizationId: "o", scopes }) as const;
  expect(permits(withScopes("contacts:read"), "contacts:read")).toBe(true);
  expect(permits(withScopes("contacts:read"), "contacts:write")).toBe(false);
  expect(permits(withScopes("*"), "portal:sync")).toBe(true);
  expect(permits(withScopes(), "contacts:read")).toBe(false);
});
