import { nice, ticks } from "d3-array";

export interface Week {
  startsAt: number;
  bySubtype: Readonly<Record<string, number>>;
}

/** One part of a column: where it begins and how high it is, from 0 at the bottom to 1 at the top of the scale. */
export interface Part {
  name: string;
  count: number;
  from: number;
  height: number;
}

export interface Column {
  startsAt: number;
  total: number;
  parts: readonly Part[];
}

export interface Growth {
  columns: readonly Column[];
  /** The lines of the scale, and where they are. */
  scale: readonly { count: number; at: number }[];
}

const SCALE_LINES = 4;

/** Columns of weeks, with the parts on top of each other in the order of `names`. */
export function growthOf(weeks: readonly Week[], names: readonly string[]): Growth {
  const counted = weeks.map(({ startsAt, bySubtype }) => {
    const counts = names.map((name) => ({ name, count: bySubtype[name] ?? 0 }));
    return { startsAt, counts, total: counts.reduce((sum, { count }) => sum + count, 0) };
  });
  const highest = Math.max(1, ...counted.map(({ total }) => total));
  const [, top] = nice(0, highest, SCALE_LINES);
  return {
    columns: counted.map(({ startsAt, counts, total }) => ({ startsAt, total, parts: partsOf(counts, top) })),
    // Half a contact is no line of a scale.
    scale: ticks(0, top, SCALE_LINES)
      .filter(Number.isInteger)
      .map((count) => ({ count, at: count / top })),
  };
}

function partsOf(counts: readonly { name: string; count: number }[], top: number): Part[] {
  let below = 0;
  return counts.map(({ name, count }) => {
    const part = { name, count, from: below / top, height: count / top };
    below += count;
    return part;
  });
}
