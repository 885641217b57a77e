import fc from "fast-check";
import { expect, test } from "vitest";
import { createdKey, nameKey, nameKeyPrefix } from "../../lib/lists/keys";
import { decodeCursor, encodeCursor, sorts } from "../../lib/lists/cursor";
import { matchesWords, queryWords, searchText, wordsOf } from "../../lib/ontology/words";

test.each([
  ["Müller-Lüdenscheid", ["muller", "ludenscheid"]],
  ["STRASSE straße", ["strasse", "strasse"]],
  ["o'Connell, Niamh", ["o", "connell", "niamh"]],
  ["jane.doe@example.com", ["jane", "doe", "example", "com"]],
  ["مرحبا 東京 42", ["مرحبا", "東京", "42"]],
  ["🎉 !!", []],
])("the words of %s", (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test("any prefix of any word of a text finds it, in any case", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), fc.nat(), fc.nat(), (values, place, length) => {
      const words = values.flatMap(wordsOf);
      const word = words[place % Math.max(1, words.length)];
      if (word !== undefined) {
        const prefix = Array.from(word)
          .slice(0, 1 + (length % word.length))
          .join("");
        const query = queryWords(prefix.toUpperCase());
        // Upper case may fold to other letters (dotless i); then the prefix is another word.
        if (query.join("") === prefix) {
          expect(matchesWords(searchText(values), query)).toBe(true);
        }
      }
    }),
  );
});

test("words that the index cannot hold are cut at 32 bytes of UTF-8, in the text and in the query alike", () => {
  expect(wordsOf("x".repeat(40))).toEqual(["x".repeat(32)]);
  expect(wordsOf("東".repeat(20))).toEqual(["東".repeat(10)]);
  expect(matchesWords(searchText(["x".repeat(40)]), queryWords("x".repeat(36)))).toBe(true);
});

test("a phone number is found without its gaps", () => {
  const text = searchText(["+49 (170) 123-4567"]);
  expect(matchesWords(text, queryWords("4917012"))).toBe(true);
  expect(matchesWords(text, queryWords("170 1234567"))).toBe(false);
  expect(matchesWords(text, queryWords("170 123"))).toBe(true);
});

test("the longest word of a query asks the index", () => {
  expect(queryWords("Ann van Dijkstra")).toEqual(["dijkstra", "ann", "van"]);
});

test("keys are in the order of time, then of place in the transaction", () => {
  const times = fc.integer({ min: 0, max: 4_000_000_000_000 });
  const made = fc.record({
    time: times,
    sequence: fc.nat(999),
    random: fc.double({ min: 0, max: 0.999, noNaN: true }),
  });
  fc.assert(
    fc.property(made, made, (a, b) => {
      const [keyA, keyB] = [
        createdKey(a.time, a.sequence, a.random),
        createdKey(b.time, b.sequence, b.random),
      ];
      expect(keyA).toMatch(/^[0-9a-z]{19}$/);
      if (a.time !== b.time) {
        expect(keyA < keyB).toBe(a.time < b.time);
      } else if (a.sequence !== b.sequence) {
        expect(keyA < keyB).toBe(a.sequence < b.sequence);
      }
    }),
  );
});

test("a shorter name is before a longer one that begins with it", () => {
  expect(nameKey("Al", "9") < nameKey("Ala", "0")).toBe(true);
  expect(nameKey("al", "0").startsWith(nameKeyPrefix(" AL "))).toBe(true);
  expect(nameKeyPrefix("Wayne \t Enterprises")).toBe(nameKeyPrefix("wayne enterprises"));
});

test("a cursor gives its key back, only in its own order, and nothing else is one", () => {
  const key = fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(fc.constantFrom(...sorts), fc.constantFrom(...sorts), key, (sort, other, value) => {
      const cursor = encodeCursor(sort, value);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeCursor(other, cursor)).toBe(sort === other ? value : null);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(decodeCursor("name", text) ?? "x").toEqual(expect.any(String));
    }),
  );
});
