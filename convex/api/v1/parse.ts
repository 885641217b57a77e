import * as z from "zod";
import type { ErrorDetail } from "../../../lib/errors";
import { DETAILS_MAX, detailsOf, shortened, unknownName } from "../../../lib/ontology/problems";
import type { ApiRoute } from "../../../lib/api/route";
import type { Body } from "./body";

/** The checked input of an operation, or all that is wrong with the request. */
export interface ParsedRequest {
  input: Record<string, unknown>;
  problems: ErrorDetail[];
}

type Shape = Pick<ApiRoute, "params" | "query" | "ifMatch"> & { body?: { schema: z.ZodType } };

/** Checks everything that a route declares, and refuses whatever else was sent. A read has no body. */
export function parseRequest(
  shape: Shape,
  request: Request,
  params: Record<string, string>,
  body: Body | null,
): ParsedRequest {
  const parts = [
    parsePart(shape.params, params),
    parseQuery(shape.query, new URL(request.url).searchParams),
    shape.ifMatch ? parseIfMatch(request.headers.get("If-Match")) : nothing,
    body === null ? nothing : parseIdempotencyKey(request.headers.get("Idempotency-Key")),
    body === null ? nothing : parseBody(shape.body?.schema, body.json),
  ];
  return {
    input: Object.fromEntries(parts.flatMap((part) => Object.entries(part.input))),
    problems: parts.flatMap((part) => part.problems),
  };
}

const nothing: ParsedRequest = { input: {}, problems: [] };

function parsePart(schema: z.ZodType | undefined, value: unknown): ParsedRequest {
  if (schema === undefined) {
    return nothing;
  }
  const parsed = schema.safeParse(value);
  return parsed.success
    ? { input: fieldsIn(parsed.data), problems: [] }
    : { input: {}, problems: detailsOf(parsed.error, namesIn(schema)) };
}

function fieldsIn(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** Every parameter must be known and be there once: one that is ignored is one that surprises later. */
function parseQuery(schema: z.ZodType | undefined, parameters: URLSearchParams): ParsedRequest {
  const known = namesIn(schema);
  const names = [...new Set(parameters.keys())];
  const unfit = names.filter((name) => !known.includes(name) || parameters.getAll(name).length > 1);
  // Thousands fit into one address, and a refusal may be kept and told again.
  const problems = unfit.slice(0, DETAILS_MAX).map((name) => ({
    path: shortened(name),
    message: known.includes(name) ? "is given more than once" : unknownName("query parameter", name, known),
  }));
  const { input, problems: found } = parsePart(schema, Object.fromEntries(parameters));
  return { input: known.length === 0 ? {} : { query: input }, problems: [...problems, ...found] };
}

/** A route that takes no body takes an empty object too, which is what many clients send instead of nothing. */
function parseBody(schema: z.ZodType | undefined, json: Body["json"]): ParsedRequest {
  if (json.kind === "problem") {
    return { input: {}, problems: [json.detail] };
  }
  if (schema === undefined) {
    const { problems } = json.kind === "none" ? nothing : parsePart(z.strictObject({}), json.value);
    return { input: {}, problems };
  }
  if (json.kind === "none") {
    return { input: {}, problems: [{ path: "", message: "A JSON body is required." }] };
  }
  const { input, problems } = parsePart(schema, json.value);
  return { input: { body: input }, problems };
}

/** The key itself goes to the gateway, which keeps answers by it. */
function parseIdempotencyKey(header: string | null): ParsedRequest {
  return header === null || IDEMPOTENCY_KEY.test(header)
    ? nothing
    : {
        input: {},
        problems: [{ path: "Idempotency-Key", message: "must be 1 to 255 printable ASCII characters" }],
      };
}

export const IDEMPOTENCY_KEY = /^[\x20-\x7e]{1,255}$/;

/**
 * `If-Match` names the versions that the caller accepts. `*` accepts any, since a missing object is a 404 anyway. A
 * weak or foreign tag is well-formed but matches nothing.
 */
function parseIfMatch(header: string | null): ParsedRequest {
  if (header === null || header.trim() === "*") {
    return nothing;
  }
  const tags = header.split(",").map((tag) => tag.trim());
  if (!tags.every((tag) => /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag))) {
    return { input: {}, problems: [{ path: "If-Match", message: 'must be an ETag like "3", or *' }] };
  }
  const versions = tags.map((tag) => (/^"\d{1,15}"$/.test(tag) ? Number(tag.slice(1, -1)) : NO_VERSION));
  return { input: { ifMatch: versions }, problems: [] };
}

const NO_VERSION = -1;

/** Every field name in a schema, those of nested objects included, as suggestions for mistyped ones. */
function namesIn(schema: unknown): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return namesIn(schema.unwrap());
  }
  if (!(schema instanceof z.ZodObject)) {
    return [];
  }
  return Object.entries(schema.shape).flatMap(([name, field]) => [name, ...namesIn(field)]);
}
