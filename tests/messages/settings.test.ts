import { expect, test } from "vitest";
import { organizationSettings } from "@/lib/organizations/object";
import { roles, scopedResources, scopes } from "@/lib/permissions/matrix";
import { de } from "@/messages/de";
import { en } from "@/messages/en";

test("the settings of the organization are called as they are declared, and each has a German name", () => {
  const declared = Object.entries(organizationSettings.shape).map(([name, field]) => [
    name,
    field.meta()?.title,
  ]);
  expect(en.settings.titles).toEqual(Object.fromEntries(declared));
  expect(Object.keys(de.settings.titles)).toEqual(declared.map(([name]) => name));
});

test.each([en, de])("every scope of a key is said in words", ({ keys }) => {
  expect(Object.keys(keys.scopes)).toEqual([...scopedResources]);
  const inPairs = scopedResources.flatMap((resource) => [`${resource}:read`, `${resource}:write`]);
  // The two others have words of their own: `keys.portal` and `keys.everything`.
  expect(scopes.filter((scope) => !inPairs.includes(scope))).toEqual(["portal:sync", "*"]);
});

test.each([en, de])("every role has its words", ({ common, members, invitations }) => {
  for (const words of [
    common.roles,
    members.roleWords,
    members.roleNames,
    members.isNow,
    invitations.roleNames,
  ]) {
    expect(Object.keys(words)).toEqual([...roles]);
  }
});
