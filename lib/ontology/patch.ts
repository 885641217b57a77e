import * as z from "zod";

/**
 * The fields that an update may carry: all of them optional, and null where the stored property is optional or
 * has a default, because null clears it.
 */
export function patchOf<Shape extends z.ZodRawShape>(shape: Shape): PatchShape<Shape>;
export function patchOf(shape: z.ZodRawShape): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, patchField(field)]));
}

export type PatchShape<Shape extends z.ZodRawShape> = {
  [Key in keyof Shape]: Shape[Key] extends z.ZodOptional<infer Inner> | z.ZodDefault<infer Inner>
    ? z.ZodOptional<z.ZodNullable<Inner>>
    : z.ZodOptional<Shape[Key]>;
};

function patchField(field: z.core.SomeType): z.ZodType {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault) {
    return z.optional(z.nullable(field.unwrap()).meta({ ...field.meta() }));
  }
  return z.optional(field);
}

/** Lays the given fields over the current ones. What is null afterwards is absent, as the store keeps it. */
export function applyPatch(
  current: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged = { ...current, ...withoutUndefined(changes) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

function withoutUndefined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
