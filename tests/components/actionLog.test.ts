import fc from "fast-check";
import { expect, test } from "vitest";
import { type ActionLog, withEarlier, withNewest } from "@/components/audit/actionLog";
import type { AuditAction } from "@/components/audit/auditTexts";

function action(number: number): AuditAction {
  return {
    ...{ id: String(number), createdAt: number, action: "created", objectType: "note", objectId: "o" },
    ...{ objectName: null, actor: { kind: "system", id: null, name: null }, changes: {} },
    ...{ requestId: null, version: 1 },
  };
}

/** A page of a log in which 1 … `last` happened, as the function answers it: newest first, from below `cursor`. */
function page(last: number, limit: number, cursor: string | null = null) {
  const from = cursor === null ? last : Number(cursor) - 1;
  const count = Math.min(limit, from);
  const actions = Array.from({ length: count }, (_, index) => action(from - index));
  return { actions, nextCursor: from > limit ? (actions.at(-1)?.id ?? null) : null };
}

function idsOf(log: ActionLog): number[] {
  return log.actions.map(({ id }) => Number(id));
}

test("a log grows at both ends", () => {
  let log = withNewest(undefined, page(10, 3));
  expect(log).toMatchObject({ cursor: "8" });
  log = withEarlier(log, page(10, 3, log.cursor));
  log = withNewest(log, page(12, 3));
  expect(idsOf(log)).toEqual([12, 11, 10, 9, 8, 7, 6, 5]);
  expect(log.cursor).toBe("5");
});

test("what a name is now replaces what it was", () => {
  const before = withNewest(undefined, page(3, 3));
  const [first, ...others] = page(3, 3).actions;
  const renamed = first === undefined ? [] : [{ ...first, objectName: "New" }, ...others];
  const log = withNewest(before, { actions: renamed, nextCursor: null });
  expect(log.actions[0]?.objectName).toBe("New");
});

test("whatever comes in between, the log is a run without gap or repetition, and its cursor is its end", () => {
  const steps = fc.array(fc.record({ happened: fc.nat(8), earlier: fc.boolean() }), { maxLength: 30 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), fc.nat(12), (all, limit, start) => {
      let last = start;
      let log = withNewest(undefined, page(last, limit));
      for (const { happened, earlier } of all) {
        last += happened;
        log =
          earlier && log.cursor !== null
            ? withEarlier(log, page(last, limit, log.cursor))
            : withNewest(log, page(last, limit));
        const ids = idsOf(log);
        expect(ids).toEqual(ids.map((_, index) => (ids[0] ?? 0) - index));
        const end = ids.at(-1) ?? 1;
        expect(log.cursor).toBe(end > 1 ? String(end) : null);
      }
      expect(idsOf(withNewest(log, page(last, limit)))[0] ?? 0).toBe(last);
    }),
  );
});
