import * as z from "zod";
import { describe, expect, test } from "vitest";
import { contact } from "../../lib/contacts/object";
import { crmOrganization } from "../../lib/crmOrganizations/object";
import { email, line, phone, tags, webAddress } from "../../lib/ontology/fields";
import { kindOf } from "../../lib/ontology/kinds";

describe("the kind of a field", () => {
  test("is that of its builder", () => {
    expect(Object.values(contact.properties.shape).map(kindOf)).toEqual([
      ...["email", "line", "line", "phone", "line", "line", "line", "line"],
      ...["tags", "text", "json", "reference", "json"],
    ]);
    expect(
      Object.entries(crmOrganization.properties.shape).map(([name, field]) => [name, kindOf(field)]),
    ).toContainEqual(["address", "address"]);
  });

  test.each([
    ["optional", email().optional(), "email"],
    ["default", tags().default([]), "tags"],
    ["meta", phone().meta({ title: "Phone" }), "phone"],
    ["a further check", line(100).toLowerCase(), "line"],
    ["all of them", webAddress().max(9).optional().meta({ title: "Site" }).default("https://a"), "url"],
  ] as const)("survives %s", (_name, field, kind) => {
    expect(kindOf(field)).toBe(kind);
  });

  test.each([
    [z.string(), "line"],
    [z.enum(["a", "b"]).optional(), "choice"],
    [z.int(), "number"],
    [z.boolean().default(false), "boolean"],
    [z.array(z.string()), "json"],
  ] as const)("of a field without a builder is that of its shape", (field, kind) => {
    expect(kindOf(field)).toBe(kind);
  });

  test("is not printed into a JSON Schema", () => {
    expect(z.toJSONSchema(z.object({ a: phone(), b: line(100) }), { io: "input" }).properties).toMatchObject({
      a: { type: "string", maxLength: 100 },
      b: { type: "string", maxLength: 100 },
    });
    expect(JSON.stringify(z.toJSONSchema(phone(), { io: "input" }))).toBe(
      JSON.stringify(z.toJSONSchema(line(100), { io: "input" })),
    );
  });
});
