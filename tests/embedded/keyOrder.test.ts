import { compareValues, convexToJson, type Value } from "convex/values";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeKey } from "../../embedded/values/keys";
import { soak } from "../support/rounds";

// Index keys are compared byte by byte, so their order must be the order of values as Convex's own package defines it.
// The oracle is `compareValues` of that package and plain tuples; nothing here knows how a key is laid out.

const numRuns = soak(3_000, 150_000);

/** Few distinct building blocks, so that generated pairs often share a prefix, where encodings go wrong. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc
    .array(fc.constantFrom("\0", "\x01", "a", "b", "\x7f", "\x80", "ÿ", "\ud7ff", "\ue000", "\uffff", "😀"), {
      maxLength: 4,
    })
    .map((units) => units.join("")),
);
const bytes = fc
  .array(fc.oneof(fc.constantFrom(0, 1, 254, 255), fc.integer({ min: 0, max: 255 })), { maxLength: 4 })
  .map((values): ArrayBuffer => new Uint8Array(values).buffer);
const int64 = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: -300n, max: 300n }),
);
const float64 = fc.oneof(
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(-0, 0, NaN, Infinity, -Infinity, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE),
);
const fieldName = fc.constantFrom("a", "b", "aa", "a b", "A", "z~", "0");

const value = fc.letrec<{ value: Value; array: Value[]; object: Record<string, Value> }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(null, true, false),
    int64,
    float64,
    text,
    bytes,
    tie("array"),
    tie("object"),
  ),
  array: fc.array(tie("value"), { maxLength: 3 }),
  object: fc.dictionary(fieldName, tie("value"), { maxKeys: 3, noNullPrototype: true }),
})).value;

/** A field that a document lacks is indexed too, below everything else. */
const field = fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: fc.constant(undefined) });
const tuple = (length: number) => fc.tuple(...Array.from({ length }, () => field));

describe("index keys", () => {
  test("order single values as compareValues does", () => {
    fc.assert(
      fc.property(field, field, (left, right) => {
        expect(order(key([left]), key([right]))).toBe(Math.sign(compareValues(left, right)));
      }),
      { numRuns },
    );
  });

  test("give equal values equal keys", () => {
    fc.assert(
      fc.property(field, (one) => {
        expect(order(key([structuredClone(one)]), key([one]))).toBe(0);
      }),
      { numRuns },
    );
  });

  test("order tuples field by field", () => {
    fc.assert(
      fc.property(tuple(3), tuple(3), fc.nat(3), (left, right, shared) => {
        const other = [...left.slice(0, shared), ...right.slice(shared)];
        expect(order(key(left), key(other))).toBe(compareTuples(left, other));
      }),
      { numRuns },
    );
  });
});

describe("ranges of index keys", () => {
  test("a prefix holds exactly the tuples that begin with it", () => {
    fc.assert(
      fc.property(tuple(3), tuple(3), fc.nat(3), fc.nat(3), (row, other, shared, length) => {
        const prefix = [...row.slice(0, shared), ...other.slice(shared)].slice(0, length);
        const begins = compareTuples(row.slice(0, length), prefix) === 0;
        expect(isBetween(key(row), key(prefix), after(key(prefix)))).toBe(begins);
      }),
      { numRuns },
    );
  });

  test("gt, gte, lt and lte after an equal prefix agree with compareValues", () => {
    fc.assert(
      fc.property(field, field, field, field, (prefix, bound, at, rest) => {
        for (const candidate of [at, bound]) {
          const row = key([prefix, candidate, rest]);
          const [from, to] = [key([prefix]), after(key([prefix]))];
          const limit = key([prefix, bound]);
          const expected = compareValues(candidate, bound);
          expect(isBetween(row, after(limit), to)).toBe(expected > 0);
          expect(isBetween(row, limit, to)).toBe(expected >= 0);
          expect(isBetween(row, from, limit)).toBe(expected < 0);
          expect(isBetween(row, from, after(limit))).toBe(expected <= 0);
        }
      }),
      { numRuns },
    );
  });
});

function key(values: readonly (Value | undefined)[]): Buffer {
  return encodeKey(values.map((each) => (each === undefined ? undefined : convexToJson(each))));
}

/** The first key behind every tuple that begins with the given one. */
function after(prefix: Buffer): Buffer {
  return Buffer.concat([prefix, Buffer.from([0xff])]);
}

function isBetween(candidate: Buffer, from: Buffer, to: Buffer): boolean {
  return Buffer.compare(from, candidate) <= 0 && Buffer.compare(candidate, to) < 0;
}

function order(left: Buffer, right: Buffer): number {
  return Math.sign(Buffer.compare(left, right));
}

function compareTuples(left: readonly (Value | undefined)[], right: readonly (Value | undefined)[]): number {
  for (const [position, one] of left.entries()) {
    const difference = compareValues(one, right[position]);
    if (difference !== 0) {
      return Math.sign(difference);
    }
  }
  return 0;
}
