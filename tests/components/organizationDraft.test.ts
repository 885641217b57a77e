import { expect, test } from "vitest";
import { draftOf, isChanged, merge, patchOf, settingOf } from "../../components/settings/organizationDraft";
import type { Organization } from "../../lib/organizations/object";

const settings: Organization = {
  id: "id",
  name: "Acme",
  locale: "en",
  timeZone: "Europe/Berlin",
  currency: "EUR",
  address: { street: "1 Main Street", city: "Berlin" },
  taxId: null,
  allowedOrigins: ["https://portal.example"],
  version: 3,
  createdAt: 0,
  updatedAt: 0,
};
const before = draftOf(settings);

test("a form that nobody typed into changes nothing", () => {
  expect(isChanged(before, before)).toBe(false);
  expect(patchOf({ ...before, name: " Acme " }, before)).toEqual({});
});

test("only what differs is sent, trimmed; null clears", () => {
  expect(patchOf({ ...before, name: " Acme 2", taxId: " DE1 " }, before)).toEqual({
    name: "Acme 2",
    taxId: "DE1",
  });
  expect(patchOf({ ...before, "address.street": "", "address.city": " " }, before)).toEqual({
    address: null,
  });
  expect(patchOf({ ...before, "address.street": "" }, before)).toEqual({ address: { city: "Berlin" } });
  expect(patchOf({ ...before, allowedOrigins: "\n https://a.example\n\n" }, before)).toEqual({
    allowedOrigins: ["https://a.example"],
  });
  expect(patchOf({ ...before, taxId: "" }, { ...before, taxId: "DE1" })).toEqual({ taxId: null });
});

test("somebody else's changes come in, and what was typed stays", () => {
  const theirs = { ...before, name: "Theirs", currency: "CHF", taxId: "DE1" };
  const typed = { ...before, name: "Mine", locale: "de-DE", taxId: "DE1" };
  const merged = merge(typed, before, theirs);
  expect(merged.draft).toEqual({ ...theirs, name: "Mine", locale: "de-DE" });
  // Who typed the same agrees; only what differs is worth a word.
  expect(merged.both).toEqual({ name: "Theirs" });
});

test("a refusal belongs to the field that it is about", () => {
  expect(["allowedOrigins.1", "timeZone", "address.city"].map(settingOf)).toEqual([
    "allowedOrigins",
    "timeZone",
    "address.city",
  ]);
});
