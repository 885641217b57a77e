import type { FunctionArgs } from "convex/server";
import type { api } from "@/convex/_generated/api";

type Arguments = FunctionArgs<typeof api.bulk.changeObjects>;
export type BulkType = Arguments["type"];
export type BulkChange = Arguments["change"];

/** What is done to one object. */
export interface BulkTask {
  row: BulkRow;
  change: BulkChange;
}

export interface BulkRow {
  id: string;
  name: string;
  tags: readonly string[];
}

/** As many as one transaction takes. */
const PORTION = 25;

export interface Portion {
  change: BulkChange;
  tasks: readonly BulkTask[];
}

/** Tasks that are done together: of the same change, and not too many. */
export function portionsOf(tasks: readonly BulkTask[]): Portion[] {
  const portions: { change: BulkChange; tasks: BulkTask[] }[] = [];
  const open = new Map<string, BulkTask[]>();
  for (const task of tasks) {
    const key = JSON.stringify(task.change);
    const last = open.get(key);
    if (last !== undefined && last.length < PORTION) {
      last.push(task);
    } else {
      const portion = { change: task.change, tasks: [task] };
      portions.push(portion);
      open.set(key, portion.tasks);
    }
  }
  return portions;
}

/** What takes a task back, knowing what its object was like before. */
export function undoOf({ row, change }: BulkTask): BulkTask {
  if (change.kind === "archive") return { row, change: { kind: "restore" } };
  if (change.kind === "restore") return { row, change: { kind: "archive" } };
  return {
    row,
    change: {
      kind: "tags",
      add: change.remove.filter((tag) => row.tags.includes(tag)),
      remove: change.add.filter((tag) => !row.tags.includes(tag)),
    },
  };
}
