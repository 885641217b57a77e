import * as z from "zod";

/** JSON Schema 2020-12, which is what OpenAPI 3.1 holds. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export type Header = Omit<Parameter, "name" | "in">;

export type Reference = { $ref: string; properties?: never };

export interface MediaType {
  schema: JsonSchema | Reference;
  examples: Readonly<Record<string, unknown>>;
}
export type Content = Record<string, MediaType>;

export interface DocumentedResponse {
  description: string;
  headers: Record<string, Header | Reference>;
  content: Content;
}

/** What many operations have in common. It stands in the document once, and they refer to it. */
export interface Components {
  schemas: Record<string, JsonSchema>;
  parameters: Record<string, Parameter>;
  headers: Record<string, Header>;
  responses: Record<string, DocumentedResponse>;
}

/** Keeps a value under its name, and gives what stands for it: a reference, or itself where the name is another's. */
export function share<Value extends object>(
  pool: Record<string, Value>,
  kind: keyof Components,
  name: string,
  value: Value,
): Value | Reference {
  const known = (pool[name] ??= value);
  return JSON.stringify(known) === JSON.stringify(value) ? { $ref: `#/components/${kind}/${name}` } : value;
}

/** A zod schema as JSON Schema. What carries an `id` in its metadata becomes a component of that name. */
export function convert(schema: z.ZodType, io: "input" | "output", components: Components): JsonSchema {
  // In a wrapper, because a schema at the root would stay where it is, whatever its metadata say.
  const { $defs = {}, properties = {} } = z.toJSONSchema(z.object({ wrapped: schema }), {
    io,
    unrepresentable: "any",
    override: ({ jsonSchema }) => simplify(jsonSchema, io),
  });
  for (const [name, definition] of Object.entries($defs)) {
    if (!("$ref" in share(components.schemas, "schemas", name, pointed(definition)))) {
      throw new Error(`Two different schemas are called ${name}`);
    }
  }
  return pointed(asSchema(properties["wrapped"]));
}

export function asSchema(value: unknown): JsonSchema {
  return isSchema(value) ? value : {};
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}

function simplify(schema: JsonSchema, io: "input" | "output"): void {
  // Answers may get new fields, and clients that check them by this document must not fail then.
  if (io === "output" && schema.additionalProperties === false) {
    delete schema.additionalProperties;
  }
  if (schema.minimum === Number.MIN_SAFE_INTEGER) {
    delete schema.minimum;
  }
  if (schema.maximum === Number.MAX_SAFE_INTEGER) {
    delete schema.maximum;
  }
}

/** zod keeps definitions beside a schema; here they are components. Quotes inside of texts are escaped. */
function pointed(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/');
  return asSchema(JSON.parse(text));
}
