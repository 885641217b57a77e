import * as z from "zod";
import { answerHeaders } from "../headers";
import { errorAnswers } from "../responses";
import { responseOf } from "./operation";
import type { Components, DocumentedResponse, JsonSchema } from "./shared";

/** What is answered where no operation is. OpenAPI has no place for such answers, so they are components. */
export function unroutedResponses(components: Components): Record<string, DocumentedResponse> {
  const { 404: notFound, 405: wrongMethod } = errorAnswers(["NOT_FOUND", "METHOD_NOT_ALLOWED"]);
  const allow = z.string().meta({ description: "The methods that the route answers." });
  return {
    NoSuchRoute: response(404, notFound, {}, components),
    MethodNotAllowed: response(405, wrongMethod, { Allow: allow }, components),
  };
}

function response(
  status: number,
  answer: ReturnType<typeof errorAnswers>[number] | undefined,
  ownHeaders: z.ZodRawShape,
  components: Components,
): DocumentedResponse {
  if (answer === undefined) {
    throw new Error("Unreachable: every code has its status");
  }
  const { description, schema, examples } = answer;
  const headers = answerHeaders(status, { credential: false, write: false, etag: false }).extend(ownHeaders);
  return responseOf(
    { description, headers, content: { "application/json": { schema, examples } } },
    components,
  );
}

/** Any error, for clients that read errors in one place. */
export function errorUnion({ schemas }: Components): JsonSchema {
  const names = Object.keys(schemas).filter((name) => name.endsWith("Error"));
  return { anyOf: names.map((name) => ({ $ref: `#/components/schemas/${name}` })) };
}
