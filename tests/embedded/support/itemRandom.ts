import type { GenericId, Value } from "convex/values";
import type { Operation, Shape } from "../fixtures/items/convex/items";
import type { Bound, ItemFields } from "./itemModel";
import type { Random } from "./random";

/** Marks what failing mutations write. No client may ever see it. */
export const UNCOMMITTED = "never committed";
export const GROUPS = ["a", "b", "c"];
const NOTES = ["red", "blue", "rare"];
const WORDS = ["stone", "stair", "star", "river", "rivet", "cloud"];

/** Values of every type that sorts, few enough to meet often. */
const KEYS: readonly { key: Value | undefined }[] = [
  ...[undefined, null, true, false, "", "a", "ab", "é", "😀"].map((key) => ({ key })),
  ...[-0, 0, 1, 2.5, NaN, -Infinity].map((key) => ({ key })),
  ...[-1n, 0n, 7n].map((key) => ({ key })),
  { key: new Uint8Array([0, 255]).buffer },
  { key: ["a", 1n] },
  { key: { a: 1, b: [null] } },
];

export function randomItem(random: Random): ItemFields {
  const { key } = random.pick(KEYS);
  return {
    group: random.pick(GROUPS),
    ...(key !== undefined && { key }),
    ...(random.chance(70) && { note: random.chance(5) ? "rare" : random.pick(["red", "blue"]) }),
    text: Array.from({ length: 1 + random.int(3) }, () => random.pick(WORDS)).join(" "),
  };
}

/** A change of an existing item, or of none. */
export function randomOperation(
  random: Random,
  ids: readonly GenericId<"items">[],
  sizeWanted: number,
): Operation {
  const grows = random.int(sizeWanted * 2) >= ids.length;
  if (ids.length === 0 || (grows && random.chance(40))) {
    return { type: "insert", item: randomItem(random) };
  }
  const id = random.pick(ids);
  const dice = random.int(100);
  if (dice < 25) {
    // A move: another place in the indexes.
    const { key } = random.pick(KEYS);
    const fields = { group: random.pick(GROUPS), ...(key !== undefined && { key }) };
    return { type: "patch", id, fields, unset: key === undefined ? ["key"] : [] };
  }
  if (dice < 45) {
    return { type: "patch", id, fields: { note: random.pick(NOTES) }, unset: [] };
  }
  if (dice < 50) {
    return { type: "patch", id, fields: {}, unset: ["note"] };
  }
  if (dice < 70) {
    return { type: "replace", id, item: randomItem(random) };
  }
  if (dice < 80) {
    return { type: "failInside", item: { ...randomItem(random), note: UNCOMMITTED } };
  }
  return grows ? { type: "insert", item: randomItem(random) } : { type: "remove", id };
}

export function randomSearch(random: Random): { text: string; group: string | undefined } {
  const terms = Array.from({ length: 1 + random.int(2) }, () => random.pick(["st", "sta", ...WORDS]));
  return { text: terms.join(" "), group: random.chance(50) ? random.pick(GROUPS) : undefined };
}

export function randomShape(random: Random): Shape {
  const index = random.pick([
    "by_key",
    "by_key",
    "by_group_and_key",
    "by_group_and_key",
    "by_creation_time",
  ] as const);
  const common = { index, order: random.pick(["asc", "desc"] as const), end: randomEnd(random) };
  const filter = random.chance(25) ? { note: random.pick(NOTES) } : {};
  if (index === "by_creation_time") {
    return { ...common, ...filter, equal: [] };
  }
  const group = index === "by_group_and_key" ? [{ value: random.pick(GROUPS) }] : [];
  if (random.chance(20)) {
    return { ...common, ...filter, equal: [...group, optional(random.pick(KEYS).key)] };
  }
  return {
    ...common,
    ...filter,
    equal: group,
    ...(random.chance(60) && { lower: randomBound(random, ["gt", "gte"]) }),
    ...(random.chance(60) && { upper: randomBound(random, ["lt", "lte"]) }),
  };
}

function randomEnd(random: Random): Shape["end"] {
  return random.pick<Shape["end"]>([
    { kind: "collect" },
    { kind: "first" },
    { kind: "take", count: 1 + random.int(6) },
    { kind: "break", note: random.pick(NOTES) },
  ]);
}

function randomBound(random: Random, ops: readonly Bound["op"][]): Bound {
  return { op: random.pick(ops), ...optional(random.pick(KEYS).key) };
}

function optional(value: Value | undefined): { value?: Value } {
  return value === undefined ? {} : { value };
}
