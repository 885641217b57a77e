/** One end of an index range. */
export interface Bound {
  field: string;
  comparison: "gt" | "gte" | "lt" | "lte";
  value: unknown;
}

/**
 * The range of an index by its equal fields and its ends, for `withIndex`. It is for indexes that are chosen at run
 * time, which Convex's types of range builders cannot express; the order of fields is that of the index.
 */
export function indexRange(equal: Readonly<Record<string, unknown>>, bounds: readonly Bound[] = []) {
  return (q: unknown) => {
    let range = q as LooseRange;
    for (const [field, value] of Object.entries(equal)) {
      range = range.eq(field, value);
    }
    for (const { field, comparison, value } of bounds) {
      range = range[comparison](field, value);
    }
    return range as never;
  };
}

interface LooseRange {
  eq(field: string, value: unknown): LooseRange;
  gt(field: string, value: unknown): LooseRange;
  gte(field: string, value: unknown): LooseRange;
  lt(field: string, value: unknown): LooseRange;
  lte(field: string, value: unknown): LooseRange;
}
