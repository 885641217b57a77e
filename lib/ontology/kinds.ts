import * as z from "zod";

/** What a property is to people: by it a form chooses the control, and a table and a sheet how they show the value. */
export type FieldKind =
  | "line"
  | "text"
  | "email"
  | "phone"
  | "url"
  | "address"
  | "tags"
  | "reference"
  | "choice"
  | "number"
  | "boolean"
  | "moment"
  | "json";

/** Not zod's own registry: what stands there is printed into the OpenAPI document. Clones of a schema keep its kind. */
const kinds = z.registry<{ kind: FieldKind }>();

export function ofKind<Field extends z.ZodType>(kind: FieldKind, field: Field): Field {
  kinds.add(field, { kind });
  return field;
}

/** The declared kind; a field that was not made by a builder of `fields.ts` has the kind of its shape. */
export function kindOf(field: z.core.$ZodType): FieldKind {
  const inner = unwrapped(field);
  return kinds.get(inner)?.kind ?? kindOfShape(inner);
}

/** What is inside of `optional` and `default`. */
export function unwrapped(field: z.core.$ZodType): z.core.$ZodType {
  return isOmittable(field) ? unwrapped(field.unwrap()) : field;
}

/** Whether an object can do without the field. */
export function isOmittable(
  field: z.core.$ZodType,
): field is z.ZodOptional<z.core.$ZodType> | z.ZodDefault<z.core.$ZodType> {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault;
}

function kindOfShape(field: z.core.$ZodType): FieldKind {
  if (field instanceof z.ZodString) return "line";
  if (field instanceof z.ZodEnum) return "choice";
  if (field instanceof z.ZodNumber) return "number";
  return field instanceof z.ZodBoolean ? "boolean" : "json";
}
