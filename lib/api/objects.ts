import * as z from "zod";
import type { ObjectDefinition } from "../ontology/defineObject";
import { EXAMPLE_ID } from "../ontology/fields";
import { pageFields } from "./parameters";
import type { Answer } from "./responses";

export const timestamp = z
  .int()
  .meta({ description: "Milliseconds since the epoch.", examples: [1_767_225_600_000] });

/** An id in an answer. */
export const answeredId = z.string().meta({ examples: [EXAMPLE_ID] });

/**
 * The answer schema of a type: its base fields and properties side by side, null where there is none. OpenAPI and the SDK
 * call it by its type, `crm_organization` → `CrmOrganization`, or as they are told.
 */
export function objectSchema(
  definition: ObjectDefinition,
  { id = pascalCase(definition.type), exampleName = "Analytical Engines" } = {},
) {
  const fields = {
    id: answeredId,
    organizationId: z.string().meta({ examples: ["k17c4n8s6p2d9f5h3j7k1m4q8r0t2v6x"] }),
    type: z.literal(definition.type),
    subtype: definition.subtypes.length === 0 ? z.null() : z.enum(definition.subtypes),
    name: z.string().meta({ examples: [exampleName] }),
    description: z.string().nullable(),
    status: z.enum(definition.statuses),
    version: z.int().meta({ description: "Rises with every change.", examples: [1] }),
    createdBy: z
      .string()
      .meta({ description: "The id of who made it.", examples: ["k97h2j6m4n8p1r5s9t3v7w0x2y4z6b8c"] }),
    createdAt: timestamp,
    updatedAt: timestamp,
    archivedAt: timestamp.nullable(),
    ...answeredFields(definition.properties.shape),
  };
  return z.strictObject(fields).meta({ id });
}

/** A page of a list of any type. */
export function pageAnswer({ plural }: ObjectDefinition, schema: z.ZodType): Answer {
  const fields = { [plural]: z.array(schema), ...pageFields };
  return { description: `A page of ${plural}.`, schema: z.strictObject(fields) };
}

/** What changing an object of any type is answered. */
export function changedAnswer({ singular }: ObjectDefinition, schema: z.ZodType): Answer {
  const fields = { success: z.literal(true), [singular]: schema };
  return { description: `The ${singular} after the change.`, schema: z.strictObject(fields), etag: true };
}

/** What archiving an object of any type is answered. */
export const archived: Answer = {
  description: "It is archived.",
  schema: z.strictObject({ success: z.literal(true), id: answeredId, archivedAt: timestamp }),
  etag: true,
};

/** What is answered of declared properties: all of them, null where there is none. */
export function answeredFields(shape: z.core.$ZodShape): Record<string, z.core.$ZodType> {
  return Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, answered(field)]));
}

function answered(field: z.core.$ZodType): z.core.$ZodType {
  if (field instanceof z.ZodOptional) {
    return z.nullable(field.unwrap()).meta({ ...field.meta() });
  }
  return field instanceof z.ZodDefault ? z.nonoptional(field.unwrap()).meta({ ...field.meta() }) : field;
}

function pascalCase(type: string): string {
  return type.replace(/(^|_)([a-z])/g, (_match, _gap: string, letter: string) => letter.toUpperCase());
}
