import type { RouteConfig } from "@hono/zod-openapi";
import * as z from "zod";
import {
  asSchema,
  type Components,
  type Content,
  convert,
  type DocumentedResponse,
  type Header,
  type JsonSchema,
  type MediaType,
  type Parameter,
  type Reference,
  share,
} from "./shared";
import { exampleOf } from "./examples";

type Declared = NonNullable<NonNullable<RouteConfig["request"]>["body"]>["content"];

/** One method of one path, with everything that may be sent and answered. */
export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters: (Parameter | Reference)[];
  requestBody?: { required: boolean; description?: string; content: Content };
  responses: Record<string, DocumentedResponse | Reference>;
}

export function operationOf(route: RouteConfig, components: Components): Operation {
  const { operationId = "", summary = "", description, tags = [], security = [], request, responses } = route;
  const body = request?.body;
  return {
    ...{ operationId, summary, ...described(description), tags, security },
    parameters: [
      ...parametersIn("path", request?.params, components),
      ...parametersIn("query", request?.query, components),
      ...parametersIn("header", request?.headers, components),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: body.required ?? false,
            ...described(body.description),
            content: contentOf(body.content, "input", components),
          },
        }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => {
        const documented = responseOf(response, components);
        const name = errorResponseName(route, documented);
        return [
          status,
          name === null ? documented : share(components.responses, "responses", name, documented),
        ];
      }),
    ),
  };
}

/** Errors of routes with a credential are the same for all reads, and for all writes, which can be repeated. */
function errorResponseName(
  { security = [], method }: RouteConfig,
  { content }: DocumentedResponse,
): string | null {
  const name = content["application/json"]?.schema.$ref?.split("/").at(-1);
  if (security.length === 0 || !name?.endsWith("Error")) {
    return null;
  }
  return method === "get" ? name : `${name}OfWrite`;
}

export function responseOf(
  response: RouteConfig["responses"][string],
  components: Components,
): DocumentedResponse {
  if ("$ref" in response || response.description === undefined) {
    throw new Error("Answers are declared where they are given");
  }
  const headers = fieldsOf(response.headers).map(([name, field]): [string, Header | Reference] => {
    const header = { required: !field.isOptional(), ...describedSchema(field, components) };
    return [name, share(components.headers, "headers", name, header)];
  });
  return {
    description: response.description,
    headers: Object.fromEntries(headers),
    content: contentOf(response.content ?? {}, "output", components),
  };
}

function parametersIn(
  place: Parameter["in"],
  schema: unknown,
  components: Components,
): (Parameter | Reference)[] {
  return fieldsOf(schema).map(([name, field]) => {
    const required = place === "path" || !field.isOptional();
    const parameter = { name, in: place, required, ...describedSchema(field, components) };
    return place === "header" ? share(components.parameters, "parameters", name, parameter) : parameter;
  });
}

/** Parameters and headers are text. What they are turned into says more about what they may be. */
function describedSchema(
  field: z.ZodType,
  components: Components,
): { description?: string; schema: JsonSchema } {
  const { description, ...schema } = convert(field, "output", components);
  return { ...described(description), schema };
}

function contentOf(content: Declared, io: "input" | "output", components: Components): Content {
  return Object.fromEntries(
    Object.entries(content).map(([type, media]) => [type, mediaOf(media, io, components)]),
  );
}

function mediaOf(media: Declared[string], io: "input" | "output", components: Components): MediaType {
  if (media === undefined || !("schema" in media) || !(media.schema instanceof z.ZodType)) {
    throw new Error("A body is declared by its zod schema");
  }
  const schema = convert(media.schema, io, components);
  const name = errorName(schema);
  const examples = media.examples ?? { plain: { value: exampleOf(schema, components) } };
  return { schema: name === null ? schema : share(components.schemas, "schemas", name, schema), examples };
}

/** Errors are told apart by their codes, so those are what their schemas are called by. */
function errorName({ properties = {} }: JsonSchema): string | null {
  const { code, requestId } = properties;
  const codes = asSchema(code).enum;
  if (codes === undefined || requestId === undefined) {
    return null;
  }
  const words = codes
    .map((name) =>
      String(name)
        .toLowerCase()
        .replace(/(^|_)([a-z])/g, upper),
    )
    .join("Or");
  return words.endsWith("Error") ? words : `${words}Error`;
}

function upper(_match: string, _gap: string, letter: string): string {
  return letter.toUpperCase();
}

function fieldsOf(schema: unknown): [string, z.ZodType][] {
  return schema instanceof z.ZodObject ? Object.entries<z.ZodType>(schema.shape) : [];
}

function described(description: string | undefined) {
  return description === undefined ? {} : { description };
}
