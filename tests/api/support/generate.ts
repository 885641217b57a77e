import fc from "fast-check";
import type * as z from "zod";

/** What generated requests are made of. A schema's own checks choose which of these texts fit it. */
export interface Material {
  /** Free text. It may come back in answers, so it holds nothing of others. */
  readonly texts: readonly string[];
  /** Ids, cursors, tokens: what names something, of one's own and of others. */
  readonly references: readonly string[];
  /** In percent: how often an optional field is there. */
  readonly presence: number;
}

/** Most of the others' ids are no good, so few requests try one. */
const REFERENCE_PRESENCE = 15;

/** What fields with a format of their own accept. */
export const FORMATS = [
  ...["0", "1", "2", "50", "200", "1.5", "true", "false", "all", "EUR", "JPY", "de-AT", "en-US"],
  ...["Europe/Vienna", "UTC", "AT", "2026-03-01", "2026-03-01T10:00:00Z", "+43 1 234567", "key-1"],
  ...["https://portal.example", "http://localhost:3000", "google", "microsoft"],
];
const NUMBERS = [0, 1, 2, 5, 10, 50, 100, 200, 1000, 10_000, 1_800_000_000_000, -1, 0.5];

type Schema = z.core.$ZodType;
type Definition = z.core.$ZodTypes["_zod"]["def"];

/**
 * Values that mostly pass a schema: structure from its declaration, leaves from the material, chosen by asking the
 * schema itself. An unknown kind of schema, or a leaf that nothing fits, is an error: the test would be blind there.
 */
export function valuesOf(schema: Schema, material: Material, path = "body"): fc.Arbitrary<unknown> {
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case "optional":
    case "prefault":
    case "default":
      return sometimes(valuesOf(def.innerType, material, path), presenceOf(def.innerType, material));
    case "nullable":
      return fc.option(valuesOf(def.innerType, material, path), { nil: null, freq: 4 });
    case "readonly":
    case "nonoptional":
      return valuesOf(def.innerType, material, path);
    case "object":
      return objectsOf(def.shape, material, path);
    case "array":
      return fc.array(valuesOf(def.element, material, `${path}[]`), { minLength: 1, maxLength: 3 });
    case "record":
      return fc.dictionary(fc.constantFrom("size", "level", "since"), jsonOf(material), { maxKeys: 2 });
    case "union":
      return fc.oneof(...def.options.map((option) => valuesOf(option, material, path)));
    case "unknown":
    case "any":
      return jsonOf(material);
    default:
      return leavesOf(schema, def, material, path);
  }
}

function presenceOf(schema: Schema, { texts, presence }: Material): number {
  const { type } = (schema as z.core.$ZodTypes)._zod.def;
  const isReference = type === "string" && !texts.some((text) => accepts(schema, text));
  return isReference ? Math.min(presence, REFERENCE_PRESENCE) : presence;
}

export function sometimes<Value>(
  values: fc.Arbitrary<Value>,
  percent: number,
): fc.Arbitrary<Value | undefined> {
  return fc.oneof(
    { weight: percent, arbitrary: values },
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
  );
}

/** Fields that are undefined are left out, as JSON does. */
function objectsOf(shape: Readonly<Record<string, Schema>>, material: Material, path: string) {
  const fields = Object.entries(shape).map(([name, field]): [string, fc.Arbitrary<unknown>] => [
    name,
    valuesOf(field, material, `${path}.${name}`),
  ]);
  return fc.record(Object.fromEntries(fields));
}

function leavesOf(schema: Schema, def: Definition, material: Material, path: string) {
  const fitting = candidatesFor(schema, def, material, path).filter((candidate) =>
    accepts(schema, candidate),
  );
  if (fitting.length === 0) {
    throw new Error(`Nothing that generated requests are made of fits ${path}`);
  }
  return fc.constantFrom(...fitting);
}

function candidatesFor(
  schema: Schema,
  def: Definition,
  material: Material,
  path: string,
): readonly unknown[] {
  switch (def.type) {
    case "enum":
      return Object.values(def.entries);
    case "literal":
      return def.values;
    case "boolean":
      return [true, false];
    case "number":
      return NUMBERS;
    // What a pipe or a transformation makes of a text is its own affair.
    case "pipe":
      return [...textsFor(schema, material), ...NUMBERS];
    case "string":
    case "transform":
      return textsFor(schema, material);
    default:
      throw new Error(`Generated requests know no ${def.type}, as in ${path}`);
  }
}

/** Names of things go where free text does not: they must be able to hit, and must not come back as somebody's text. */
function textsFor(schema: Schema, { texts, references }: Material): readonly string[] {
  const free = texts.filter((text) => accepts(schema, text));
  return free.length > 0 ? free : [...FORMATS, ...references];
}

function accepts(schema: Schema, value: unknown): boolean {
  return (schema as z.ZodType).safeParse(value).success;
}

function jsonOf({ texts }: Material): fc.Arbitrary<unknown> {
  const leaf = fc.oneof(
    fc.constantFrom(...texts),
    fc.constantFrom(...NUMBERS),
    fc.boolean(),
    fc.constant(null),
  );
  return fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.record({ inner: leaf }));
}
