import { expect, test } from "vitest";
import { draftOf, emptyDraft, inputOf, patchOf } from "../../components/contacts/contactDraft";
import { type Contact, contact as declaration } from "../../lib/contacts/object";
import { wordsIn } from "../../components/object/objectWords";

const words = wordsIn("en", declaration);
const contact: Contact = {
  id: "id",
  organizationId: "organization",
  type: "crm_contact",
  subtype: "customer",
  name: "Ada Lovelace",
  description: null,
  status: "active",
  version: 3,
  createdBy: "user",
  createdAt: 1,
  updatedAt: 2,
  archivedAt: null,
  email: "ada@example.com",
  firstName: "Ada",
  lastName: "Lovelace",
  phone: null,
  company: "Analytical",
  jobTitle: null,
  source: "api",
  sourceRef: null,
  tags: ["math", "poetry"],
  notes: null,
  customFields: {},
  crmOrganizationId: null,
  eventRegistrations: [],
};

test("the words of a screen come from the declaration of the type", () => {
  expect(words.titles).toMatchObject({ email: "E-mail", jobTitle: "Job title" });
  expect(words.subtypes).toEqual([
    { value: "lead", label: "Lead" },
    { value: "customer", label: "Customer" },
    { value: "prospect", label: "Prospect" },
  ]);
});

test("a new contact holds only what was filled in", () => {
  const draft = {
    ...emptyDraft(words),
    email: " ada@example.com ",
    firstName: "Ada",
    phone: "  ",
    tags: "a, ,b,",
  };
  expect(inputOf(draft, words)).toEqual({
    email: "ada@example.com",
    subtype: "lead",
    status: "active",
    firstName: "Ada",
    tags: ["a", "b"],
  });
});

test("a form that was only looked at changes nothing", () => {
  expect(patchOf(draftOf(contact), draftOf(contact), words)).toEqual({});
});

test("an edit carries only what differs, and null for what was emptied", () => {
  const draft = { ...draftOf(contact), company: " ", jobTitle: "Countess", tags: "math", status: "inactive" };
  expect(patchOf(draft, draftOf(contact), words)).toEqual({
    company: null,
    jobTitle: "Countess",
    tags: ["math"],
    status: "inactive",
  });
});
