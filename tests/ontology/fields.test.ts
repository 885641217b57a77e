import { describe, expect, test } from "vitest";
import { email } from "../../lib/ontology/fields";

describe("an e-mail", () => {
  test.each([
    [" Ada@Lovelace.Example ", "ada@lovelace.example"],
    ["ÄDA@müller.example", "äda@müller.example"],
  ])("%j is kept as %s", (given, kept) => {
    expect(email().parse(given)).toBe(kept);
  });

  test.each([
    "ada",
    "ada@localhost",
    "a da@x.example",
    "ada@x.example\u0000",
    "mi\u212ae@x.example",
    `${"a".repeat(250)}@x.example`,
  ])("%j is refused", (given) => {
    expect(email().safeParse(given).success).toBe(false);
  });

  test("never becomes ASCII by folding unless it was before", () => {
    const schema = email();
    const characters = Array.from({ length: 0x10000 - 0x80 }, (_, index) =>
      String.fromCharCode(0x80 + index),
    );
    const folded = characters.filter((character) => {
      const kept = schema.safeParse(`a${character}a@x.example`).data;
      return kept !== undefined && /^\p{ASCII}+$/u.test(kept);
    });
    expect(folded).toEqual([]);
  });
});
