import fc from "fast-check";
import { expect, test } from "vitest";
import { growthOf } from "@/components/dashboard/growth";

const names = ["lead", "prospect", "customer"];
const week = fc.record({
  startsAt: fc.integer({ min: 0, max: 2e12 }),
  bySubtype: fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 0, max: 200_000 })),
});

test("columns hold what their week has, without gaps between the parts and below the top of the scale", () => {
  fc.assert(
    fc.property(fc.array(week, { minLength: 1, maxLength: 12 }), (weeks) => {
      const { columns, scale } = growthOf(weeks, names);
      expect(columns.map(({ startsAt }) => startsAt)).toEqual(weeks.map(({ startsAt }) => startsAt));
      const top = scale.at(-1);
      expect(top?.at).toBe(1);
      columns.forEach(({ parts, total }, index) => {
        const counts = names.map((name) => weeks[index]?.bySubtype[name] ?? 0);
        expect(parts.map(({ count }) => count)).toEqual(counts);
        expect(total).toBe(counts.reduce((sum, count) => sum + count, 0));
        expect(total).toBeLessThanOrEqual(top?.count ?? 0);
        let end = 0;
        for (const { from, height } of parts) {
          expect(from).toBeCloseTo(end, 9);
          end = from + height;
        }
        expect(end).toBeCloseTo(total / (top?.count ?? 1), 9);
      });
    }),
  );
});

test("the scale has whole numbers from zero, also where there is nothing", () => {
  const scaleOf = (count: number) =>
    growthOf([{ startsAt: 0, bySubtype: { lead: count } }], names).scale.map((line) => line.count);
  expect(scaleOf(0)).toEqual([0, 1]);
  expect(scaleOf(3)).toEqual([0, 1, 2, 3]);
  expect(scaleOf(40)).toEqual([0, 10, 20, 30, 40]);
  expect(scaleOf(99_999)[0]).toBe(0);
});
