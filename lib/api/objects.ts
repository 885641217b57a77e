import * as z from "zod";
import type { ObjectDefinition } from "../ontology/defineObject";
import type { Answer } from "./responses";

const timestamp = z.int().meta({ description: "Milliseconds since the epoch." });

/** The answer schema of a type: its base fields and properties side by side, null where there is none. */
export function objectSchema(definition: ObjectDefinition) {
  return z.strictObject({
    id: z.string(),
    organizationId: z.string(),
    type: z.literal(definition.type),
    subtype: definition.subtypes.length === 0 ? z.null() : z.enum(definition.subtypes),
    name: z.string(),
    description: z.string().nullable(),
    status: z.enum(definition.statuses),
    version: z.int(),
    createdBy: z.string(),
    createdAt: timestamp,
    updatedAt: timestamp,
    archivedAt: timestamp.nullable(),
    ...Object.fromEntries(
      Object.entries<z.core.$ZodType>(definition.properties.shape).map(([name, field]) => [
        name,
        answered(field),
      ]),
    ),
  });
}

/** What archiving an object of any type is answered. */
export const archived: Answer = {
  description: "It is archived.",
  schema: z.strictObject({ success: z.literal(true), id: z.string(), archivedAt: timestamp }),
  etag: true,
};

function answered(field: z.core.$ZodType): z.core.$ZodType {
  if (field instanceof z.ZodOptional) {
    return z.nullable(field.unwrap());
  }
  return field instanceof z.ZodDefault ? field.unwrap() : field;
}
