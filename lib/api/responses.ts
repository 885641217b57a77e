import * as z from "zod";
import { type ErrorCode, errorCatalogue } from "../errors";

/** An answer of a route, as its declaration gives it. */
export interface Answer {
  description: string;
  schema: z.ZodType;
  /** Whether the body is one object, whose version the ETag tells. */
  etag?: boolean;
  /** By name. Where there is none, OpenAPI shows one that follows from the schema. */
  examples?: Readonly<Record<string, { value: unknown }>>;
}

const errorFields = {
  error: z.string().meta({ description: "Text for a person. It may change." }),
  details: z
    .array(z.strictObject({ path: z.string(), message: z.string() }))
    .meta({ description: "What is wrong, by dotted path, query parameter or header." }),
  requestId: z.string(),
};

/** The one shape of every error with one of these codes. */
export function errorSchema(codes: readonly ErrorCode[]) {
  const code = z.enum(codes).meta({ description: "Stable for ever." });
  return codes.includes("RATE_LIMITED")
    ? z.strictObject({ ...errorFields, code, retryAfter: z.int().positive(), message: z.string() })
    : z.strictObject({ ...errorFields, code });
}

/** The error answers of a route, by status. */
export function errorAnswers(codes: readonly ErrorCode[]): Record<number, Answer> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = errorCatalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      { description: descriptionOf(names), schema: errorSchema(names), examples: examplesOf(names) },
    ]),
  );
}

function descriptionOf(codes: readonly ErrorCode[]): string {
  return codes.map((code) => `\`${code}\`: ${errorCatalogue[code].text}`).join(" ");
}

function examplesOf(codes: readonly ErrorCode[]) {
  return Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }]));
}

function exampleOf(code: ErrorCode) {
  const { text } = errorCatalogue[code];
  const limited = code === "RATE_LIMITED" ? { retryAfter: 17, message: text } : {};
  return { error: text, code, details: [], ...limited, requestId: "b2f7c1de-0b1c-4f0e-9d0a-6a3c5a0f8d11" };
}
