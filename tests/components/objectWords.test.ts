import { describe, expect, test } from "vitest";
import { wordsIn } from "../../components/object/objectWords";
import { contact } from "../../lib/contacts/object";
import { frontendUser } from "../../lib/frontendUsers/object";
import { registry } from "../../lib/ontology/registry";
import german from "../../messages/de/registry.json";
import { typeNames } from "../../messages/registry";

describe("the words of an object type", () => {
  const words = wordsIn("en", contact);
  const field = (name: string) => words.fields.find((candidate) => candidate.name === name);

  test("are English as the type is declared", () => {
    expect(words).toMatchObject({ type: "crm_contact", singular: "contact", plural: "contacts" });
    expect(words.titles).toMatchObject({ email: "E-mail", jobTitle: "Job title" });
    expect(words.subtypes).toEqual([
      { value: "lead", label: "Lead" },
      { value: "customer", label: "Customer" },
      { value: "prospect", label: "Prospect" },
    ]);
  });

  test("say of each property what a form has to know", () => {
    expect(words.fields.map(({ name }) => name)).toEqual(Object.keys(contact.properties.shape));
    expect(field("email")).toEqual({
      ...{ name: "email", title: "E-mail", kind: "email" },
      ...{ isRequired: true, isReadOnly: false, lengthMax: 254 },
    });
    expect(field("source")).toMatchObject({ isRequired: false, lengthMax: 100 });
    expect(field("tags")).toMatchObject({ kind: "tags", lengthMax: 100 });
    expect(field("crmOrganizationId")).toMatchObject({ kind: "reference", to: "crm_organization" });
    expect(wordsIn("en", frontendUser).fields.every(({ isReadOnly }) => isReadOnly)).toBe(true);
  });

  test("are plain data, so that they can be sent to the browser", () => {
    expect(JSON.parse(JSON.stringify(words))).toEqual(words);
  });

  test("are German for a reader of German", () => {
    const { singular, titles, statuses } = wordsIn("de", contact);
    expect({ singular, email: titles.email }).toEqual({ singular: "Kontakt", email: "E-Mail" });
    expect(statuses).toContainEqual({ value: "inactive", label: "Inaktiv" });
  });
});

describe("every registered type has a German name for", () => {
  test.each(registry.map((definition) => [definition.type, definition] as const))(
    "all of %s",
    (type, definition) => {
      const names = typeNames("de", type);
      const shown = wordsIn("de", definition);
      const choices = shown.fields.filter(({ options }) => options !== undefined);
      expect(Object.keys(names)).toEqual(expect.arrayContaining(["singular", "plural"]));
      expect(Object.keys(names.properties ?? {})).toEqual(Object.keys(definition.properties.shape));
      expect(Object.keys(names.subtypes ?? {})).toEqual([...definition.subtypes]);
      expect(Object.keys(names.statuses ?? {})).toEqual([...definition.statuses]);
      expect(Object.keys(names.choices ?? {})).toEqual(choices.map(({ name }) => name));
      for (const { name, options = [] } of choices) {
        expect(Object.keys(names.choices?.[name] ?? {})).toEqual(options.map(({ value }) => value));
      }
    },
  );

  test("and for nothing that is not registered", () => {
    expect(Object.keys(german)).toEqual(registry.map(({ type }) => type));
  });
});
