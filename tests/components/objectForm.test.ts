import { describe, expect, test } from "vitest";
import { contactPlan } from "../../components/contacts/contactPlan";
import { crmOrganizationPlan } from "../../components/crmOrganizations/crmOrganizationPlan";
import { changesOf, draftOf, emptyDraft, isChanged } from "../../components/object/form/draft";
import { type CommonTitles, formFieldsOf } from "../../components/object/form/formFields";
import { missingIn, pathIn } from "../../components/object/form/problems";
import { wordsIn } from "../../components/object/objectWords";
import { type Contact, contact as contactType } from "../../lib/contacts/object";
import { type CrmOrganization, crmOrganization as companyType } from "../../lib/crmOrganizations/object";

const titles: CommonTitles = {
  ...{ name: "Name", subtype: "Type", status: "Status" },
  address: { street: "Street", postalCode: "Postal code", city: "City", state: "State", country: "Country" },
};
const fields = formFieldsOf(wordsIn("en", contactType), contactPlan({ source: "Where from" }), titles);
const companyFields = formFieldsOf(wordsIn("en", companyType), crmOrganizationPlan, titles);

const base = {
  ...{ id: "id", organizationId: "organization", description: null, status: "active", version: 3 },
  ...{ createdBy: "user", createdAt: 1, updatedAt: 2, archivedAt: null },
};
const contact: Contact = {
  ...base,
  ...{ type: "crm_contact", subtype: "customer", name: "Ada Lovelace", email: "ada@example.com" },
  ...{ firstName: "Ada", lastName: "Lovelace", phone: null, company: "Analytical", jobTitle: null },
  ...{ source: "api", sourceRef: null, tags: ["math", "poetry"], notes: null, customFields: {} },
  ...{ crmOrganizationId: null, eventRegistrations: [] },
};
const company: CrmOrganization = {
  ...base,
  ...{ type: "crm_organization", subtype: null, name: "Engines", website: null, industry: null },
  ...{ address: { city: "London", country: "GB" }, taxId: null, billingEmail: null, phone: null },
  ...{ tags: [], notes: null, customFields: {} },
};

describe("the fields of a form", () => {
  test("are those of the declaration that people can edit, the important ones first", () => {
    expect(fields.map(({ name }) => name)).toEqual([
      ...["firstName", "lastName", "email", "phone", "company", "jobTitle", "crmOrganizationId"],
      ...["subtype", "status", "source", "sourceRef", "tags", "notes"],
    ]);
    expect(companyFields.map(({ name }) => name)).toEqual([
      ...[
        "name",
        "website",
        "industry",
        "status",
        "billingEmail",
        "phone",
        "taxId",
        "address",
        "tags",
        "notes",
      ],
    ]);
  });

  test("know what is asked for first, what is required and how long it may be", () => {
    const email = fields.find(({ name }) => name === "email");
    expect(email).toMatchObject({ isQuick: true, controls: [{ isRequired: true, lengthMax: 254 }] });
    expect(fields.find(({ name }) => name === "source")).toMatchObject({
      isQuick: false,
      hint: "Where from",
    });
  });

  test("have a control for each part of an address", () => {
    const controls = companyFields.find(({ name }) => name === "address")?.controls ?? [];
    expect(controls.map(({ path }) => path)).toContain("address.postalCode");
    expect(controls.map(({ title }) => title)).toContain("Postal code");
  });
});

describe("a draft", () => {
  test("of something new holds only what was filled in", () => {
    const empty = emptyDraft(fields);
    const draft = { ...empty, email: " ada@example.com ", phone: "  ", tags: ["a", "b"] };
    expect(empty).toMatchObject({ subtype: "lead", status: "active", tags: [] });
    expect(changesOf(fields, draft, empty)).toEqual({ email: "ada@example.com", tags: ["a", "b"] });
  });

  test("that was only looked at changes nothing", () => {
    const draft = draftOf(fields, contact);
    expect(isChanged(draft, draft)).toBe(false);
    expect(isChanged({ ...draft, company: " Analytical " }, draft)).toBe(false);
    expect(changesOf(fields, { ...draft, company: " Analytical " }, draft)).toEqual({});
  });

  test("carries what differs, and null for what was emptied", () => {
    const before = draftOf(fields, contact);
    const draft = { ...before, company: " ", jobTitle: "Countess", tags: ["math"], status: "inactive" };
    expect(changesOf(fields, draft, before)).toEqual({
      ...{ company: null, jobTitle: "Countess", tags: ["math"], status: "inactive" },
    });
  });

  test("carries a whole address when one line of it differs, and null when nothing is left of it", () => {
    const before = draftOf(companyFields, company);
    expect(changesOf(companyFields, { ...before, "address.city": "Bath" }, before)).toEqual({
      address: { city: "Bath", country: "GB" },
    });
    expect(
      changesOf(companyFields, { ...before, "address.city": "", "address.country": " " }, before),
    ).toEqual({ address: null });
  });
});

describe("what is wrong with a field", () => {
  test("stands beside the control that the path leads to", () => {
    expect(pathIn(fields, "contact.tags.0")).toBe("tags");
    expect(pathIn(fields, "email")).toBe("email");
    expect(pathIn(companyFields, "updates.address.city")).toBe("address.city");
    expect(pathIn(companyFields, "organization.address")).toBe("address.street");
  });

  test("stands under its own name when the form has no such field", () => {
    expect(pathIn(fields, "customFields.x")).toBe("customFields.x");
  });

  test("is said before anything is sent when a required field is empty", () => {
    expect(missingIn(fields, { ...emptyDraft(fields), email: "  " })).toEqual(["email"]);
    expect(missingIn(companyFields, { ...emptyDraft(companyFields), name: "Engines" })).toEqual([]);
  });
});
