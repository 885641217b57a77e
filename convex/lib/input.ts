import type * as z from "zod";
import { appError } from "../../lib/errors";
import { detailsOf } from "../../lib/ontology/problems";

/** Convex's validators know shapes only. This is where an argument gets its lengths, patterns and normal form. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw appError("INVALID_REQUEST", { details: detailsOf(parsed.error) });
  }
  return parsed.data;
}
