import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Draft } from "../../components/object/form/draft";
import {
  begin,
  decided,
  type Editing,
  followed,
  isEdited,
  typed,
  undecided,
} from "../../components/object/form/editing";
import { merge } from "../../components/object/form/merge";

/** Few values, so that two people often write the same. */
const word = fc.constantFrom("", "a", "b", "c");
const tagList = fc.uniqueArray(fc.constantFrom("x", "y", "z"), { maxLength: 3 });
const draft: fc.Arbitrary<Draft> = fc.record({ one: word, two: word, "address.city": word, tags: tagList });
const lines = ["one", "two", "address.city"] as const;
const property = { numRuns: 400 };

describe("merge", () => {
  test("takes, for each line, the side that changed it, and mine where both did", () => {
    fc.assert(
      fc.property(draft, draft, draft, (base, mine, theirs) => {
        const merged = merge({ base, mine, theirs });
        for (const path of lines) {
          const [before, my, their] = [base[path], mine[path], theirs[path]];
          const bothChanged = my !== before && their !== before;
          expect(merged.draft[path]).toBe(my === before ? their : my);
          expect(merged.conflicts.includes(path)).toBe(bothChanged && my !== their);
          expect(merged.taken.includes(path)).toBe(my === before && their !== before);
        }
      }),
      property,
    );
  });

  test("has a tag exactly when the side that changed it has it", () => {
    fc.assert(
      fc.property(tagList, tagList, tagList, (base: string[], mine: string[], theirs: string[]) => {
        const merged = merge({ base: { tags: base }, mine: { tags: mine }, theirs: { tags: theirs } });
        const expected = ["x", "y", "z"].filter((tag) =>
          mine.includes(tag) === base.includes(tag) ? theirs.includes(tag) : mine.includes(tag),
        );
        expect([...(merged.draft.tags ?? [])].sort()).toEqual(expected);
        expect(merged.conflicts).toEqual([]);
      }),
      property,
    );
  });

  test("of equal sides is that side, and of an untouched form what is saved", () => {
    fc.assert(
      fc.property(draft, draft, (base, other) => {
        expect(merge({ base, mine: other, theirs: other })).toEqual({
          draft: other,
          taken: [],
          conflicts: [],
        });
        expect(merge({ base, mine: other, theirs: base }).draft).toEqual(other);
        expect(merge({ base, mine: base, theirs: other })).toMatchObject({ draft: other, conflicts: [] });
      }),
      property,
    );
  });

  test("does not take white space for a change", () => {
    const merged = merge({ base: { one: "a" }, mine: { one: " a " }, theirs: { one: "b" } });
    expect(merged).toEqual({ draft: { one: "b" }, taken: ["one"], conflicts: [] });
  });
});

type Step =
  | { kind: "type"; path: (typeof lines)[number]; value: string }
  | { kind: "save"; draft: Draft }
  | { kind: "decide"; path: (typeof lines)[number]; choice: "mine" | "theirs" };

const path = fc.constantFrom(...lines);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("type" as const), path, value: word }),
  fc.record({ kind: fc.constant("save" as const), draft }),
  fc.record({
    ...{ kind: fc.constant("decide" as const), path },
    choice: fc.constantFrom("mine" as const, "theirs" as const),
  }),
);

function after(editing: Editing, next: Step): Editing {
  if (next.kind === "type") return typed(editing, next.path, next.value);
  if (next.kind === "decide") return decided(editing, next.path, next.choice);
  return followed(editing, { version: editing.base.version + 1, draft: next.draft });
}

describe("an edit beside others", () => {
  const start = begin({ version: 1, draft: { one: "a", two: "a", "address.city": "a", tags: [] } });

  /** A person who only remembers, of each line, what they wish for and whether they were asked since. */
  interface Wish {
    value: string;
    saved: string;
    asked: boolean;
  }
  test("never loses what was typed, and follows what was not", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let editing = start;
        const wishes = new Map<string, Wish>(
          lines.map((line) => [line, { value: "a", saved: "a", asked: false }]),
        );
        for (const next of steps) {
          const before = editing;
          editing = after(editing, next);
          for (const line of lines) {
            const wish = wishes.get(line) ?? { value: "", saved: "", asked: false };
            wishes.set(line, nextWish(wish, line, next, before));
            expect(editing.draft[line], JSON.stringify({ line, steps })).toBe(wishes.get(line)?.value);
            expect(undecided(editing).includes(line), JSON.stringify({ line, steps })).toBe(
              wishes.get(line)?.asked,
            );
          }
        }
      }),
      property,
    );
  });

  function nextWish(wish: Wish, line: string, next: Step, before: Editing): Wish {
    if (next.kind === "save") {
      const theirs = String(next.draft[line]);
      const moved = { ...wish, saved: theirs };
      if (theirs === wish.saved) return moved;
      if (wish.value === wish.saved || wish.value === theirs)
        return { ...moved, value: theirs, asked: false };
      return { ...moved, asked: true };
    }
    if (next.path !== line) return wish;
    const conflict = before.conflicts[line];
    if (next.kind === "decide") {
      return conflict === undefined ? wish : { ...wish, value: String(conflict[next.choice]), asked: false };
    }
    const isOpen = conflict !== undefined && conflict.choice === undefined;
    return { ...wish, value: next.value, asked: isOpen && next.value !== wish.saved };
  }

  test("that is older than the form changes nothing", () => {
    expect(followed(start, { version: 1, draft: { one: "z" } })).toBe(start);
  });

  test("is over when everything is as it is saved", () => {
    const edited = typed(start, "one", "b");
    expect([isEdited(start), isEdited(edited), isEdited(typed(edited, "one", " a "))]).toEqual([
      ...[false, true, false],
    ]);
  });

  test("marks what somebody else saved until something is typed over it", () => {
    const followedOnce = followed(start, { version: 2, draft: { ...start.draft, one: "b" } });
    expect(followedOnce.taken).toEqual(["one"]);
    expect(typed(followedOnce, "one", "c").taken).toEqual([]);
    expect(typed(followedOnce, "two", "c").taken).toEqual(["one"]);
  });
});
