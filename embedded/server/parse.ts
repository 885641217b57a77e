import * as z from "zod";
import type { JsonObject } from "../types";
import { badRequest } from "./errors";

/** Convex-encoded JSON, not looked into: functions have validators of their own. */
export const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "expected an object",
);

/** Longer than any module path; what names no function is told in answers and logs. */
export const functionPath = z.string().max(1_024);

/** What a request's body says, or Convex's refusal with the place of the first mistake. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const { data, error } = schema.safeParse(body);
  if (error) throw badRequest("BadJsonBody", `The request body is wrong: ${problemOf(error)}`);
  return data;
}

export function problemOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join(".")}: ${issue?.message}`;
}
