import type { GenericId, Value } from "convex/values";
import { compareValues } from "convex/values";
import type { Operation, Shape } from "../fixtures/items/convex/items";

/** A document of the fixture as a client sees it. */
export interface Item {
  readonly _id: GenericId<"items">;
  readonly _creationTime: number;
  readonly group: string;
  readonly key?: Value;
  readonly note?: string;
  readonly text: string;
}
export type ItemFields = Omit<Item, "_id" | "_creationTime">;
export type Bound = NonNullable<Shape["lower"]>;

const FIELDS = {
  by_key: ["key", "_creationTime", "_id"],
  by_group_and_key: ["group", "key", "_creationTime", "_id"],
  by_creation_time: ["_creationTime", "_id"],
} as const;

/** What a query of this shape must answer when the table holds these items: plain arrays, no index. */
export function answer(shape: Shape, items: readonly Item[]): Item | Item[] | null {
  const fields = FIELDS[shape.index];
  const inRange = items.filter((item) => {
    const isEqual = shape.equal.every(({ value }, at) => compareField(item, fields[at], value) === 0);
    const field = fields[shape.equal.length];
    return (
      isEqual && [shape.lower, shape.upper].every((bound) => bound === undefined || meets(item, field, bound))
    );
  });
  const sorted = sortBy(shape.index, inRange);
  const rows = (shape.order === "asc" ? sorted : sorted.reverse()).filter(
    (item) => shape.note === undefined || item.note === shape.note,
  );
  switch (shape.end.kind) {
    case "collect":
      return rows;
    case "first":
      return rows[0] ?? null;
    case "take":
      return rows.slice(0, shape.end.count);
    case "break": {
      const { note } = shape.end;
      return rows.find((item) => item.note === note) ?? null;
    }
  }
}

/** The items of a page: behind the end of the page before it, up to its own end. Null stands for no bound. */
export function answerPage(
  items: readonly Item[],
  group: string,
  after: Item | null,
  until: Item | null,
): Item[] {
  return sortBy(
    "by_group_and_key",
    items.filter(
      (item) =>
        item.group === group &&
        (after === null || compareItems("by_group_and_key", item, after) > 0) &&
        (until === null || compareItems("by_group_and_key", item, until) <= 0),
    ),
  );
}

/** The ids that a search finds; how it ranks them is the engine's own business. */
export function answerSearch(items: readonly Item[], text: string, group: string | undefined): Set<string> {
  const terms = text.split(" ");
  const found = items.filter((item) => {
    const words = item.text.split(" ");
    const isFound = terms.some((term, at) =>
      at === terms.length - 1 ? words.some((word) => word.startsWith(term)) : words.includes(term),
    );
    return isFound && (group === undefined || item.group === group);
  });
  return new Set(found.map((item) => item._id));
}

/** What an operation makes of the item that it concerns; undefined where it leaves none. */
export function applyOperation(operation: Operation, item: ItemFields | undefined): ItemFields | undefined {
  switch (operation.type) {
    case "insert":
    case "replace":
      return operation.item;
    case "patch": {
      const patched: Record<string, unknown> = { ...item, ...(operation.fields as object) };
      for (const name of operation.unset) {
        delete patched[name];
      }
      return patched as unknown as ItemFields;
    }
    case "remove":
      return undefined;
    case "failInside":
      return item;
  }
}

function sortBy(index: Shape["index"], items: readonly Item[]): Item[] {
  return [...items].sort((left, right) => compareItems(index, left, right));
}

function compareItems(index: Shape["index"], left: Item, right: Item): number {
  for (const field of FIELDS[index]) {
    const difference = compareField(left, field, right[field]);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

function meets(item: Item, field: keyof Item | undefined, { op, value }: Bound): boolean {
  const difference = compareField(item, field, value as Value | undefined);
  switch (op) {
    case "gt":
      return difference > 0;
    case "gte":
      return difference >= 0;
    case "lt":
      return difference < 0;
    case "lte":
      return difference <= 0;
  }
}

function compareField(item: Item, field: keyof Item | undefined, value: Value | undefined): number {
  return field === undefined ? 0 : compareValues(item[field], value);
}
