import { expect, test } from "vitest";
import { type BulkChange, portionsOf, undoOf } from "../../components/object/list/bulkSteps";

function row(id: string, ...tags: string[]) {
  return { id, name: `Row ${id}`, tags };
}

test("60 objects are done in portions of at most 25, each of them once", () => {
  const change: BulkChange = { kind: "archive" };
  const tasks = Array.from({ length: 60 }, (_, index) => ({ row: row(String(index)), change }));
  const portions = portionsOf(tasks);
  expect(portions.map(({ tasks: { length } }) => length)).toEqual([25, 25, 10]);
  expect(portions.flatMap((portion) => portion.tasks)).toEqual(tasks);
});

test("different changes never share a portion, and nothing makes none", () => {
  const tasks = ["a", "b", "a"].map((tag, index) => ({
    row: row(String(index)),
    change: { kind: "tags", add: [tag], remove: [] } satisfies BulkChange,
  }));
  expect(portionsOf(tasks).map(({ tasks: { length } }) => length)).toEqual([2, 1]);
  expect(portionsOf([])).toEqual([]);
});

test("archive and restore take each other back", () => {
  expect(undoOf({ row: row("1"), change: { kind: "archive" } }).change).toEqual({ kind: "restore" });
  expect(undoOf({ row: row("1"), change: { kind: "restore" } }).change).toEqual({ kind: "archive" });
});

test("taking tags back leaves what an object had before", () => {
  const change: BulkChange = { kind: "tags", add: ["old", "new"], remove: ["gone", "never"] };
  expect(undoOf({ row: row("1", "old", "gone"), change }).change).toEqual({
    kind: "tags",
    add: ["gone"],
    remove: ["new"],
  });
});
