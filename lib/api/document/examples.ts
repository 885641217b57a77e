import { asSchema, type Components, type JsonSchema } from "./shared";

const DEPTH_MAX = 8;

/**
 * A value of a schema for the reader: the first example that the schema names, else the plainest value of its kind.
 * Optional properties without an example are left out.
 */
export function exampleOf(schema: JsonSchema, components: Components, depth = 0): unknown {
  if (depth > DEPTH_MAX) {
    throw new Error("A schema that holds itself needs an example of its own");
  }
  const given = givenExample(schema);
  if (given !== undefined) {
    return given;
  }
  if (schema.$ref !== undefined) {
    return exampleOf(
      components.schemas[schema.$ref.slice("#/components/schemas/".length)] ?? {},
      components,
      depth + 1,
    );
  }
  const choices = schemasIn(schema.anyOf ?? schema.oneOf);
  const [choice] = choices;
  if (choice !== undefined) {
    return choices.some(({ type }) => type === "null") ? null : exampleOf(choice, components, depth + 1);
  }
  return plainExample(schema, (part) => exampleOf(part, components, depth + 1));
}

function givenExample(schema: JsonSchema): unknown {
  const [named] = schema.examples ?? [];
  return named ?? schema.const ?? schema.default ?? schema.enum?.[0];
}

function plainExample(schema: JsonSchema, of: (part: JsonSchema) => unknown): unknown {
  const { type, items, properties = {}, required = [] } = schema;
  if (Array.isArray(type)) {
    return plainExample({ ...schema, type: type.includes("null") ? "null" : type[0] }, of);
  }
  switch (type) {
    case "object": {
      const shown = Object.entries(properties).filter(([name, property]) =>
        isShown(name, property, required),
      );
      return Object.fromEntries(shown.map(([name, property]) => [name, of(asSchema(property))]));
    }
    case "array":
      return [of(asSchema(Array.isArray(items) ? items[0] : items))];
    case "string":
      return "text";
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "boolean":
      return true;
    default:
      return null;
  }
}

function isShown(name: string, property: unknown, required: readonly string[]): boolean {
  return required.includes(name) || givenExample(asSchema(property)) !== undefined;
}

function schemasIn(values: readonly unknown[] = []): JsonSchema[] {
  return values.map(asSchema);
}
