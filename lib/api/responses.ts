import * as z from "zod";
import { type ErrorCode, errorCatalogue } from "../errors";

/** The one shape of every error. `requestId` is what to quote when asking for help. */
export const errorBody = z.object({
  error: z.string().meta({ description: "Text for a person. It may change." }),
  code: z.string().meta({ description: "Stable for ever." }),
  details: z.array(z.object({ path: z.string(), message: z.string() })),
  requestId: z.string(),
});

export function json<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { description, content: { "application/json": { schema } } };
}

/** The error answers of a route, by their codes. Those that every route may give are included. */
export function errors(...codes: ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...codes, ...everyRoute]) {
    const { status } = errorCatalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [status, json(names.join(", "), errorBody)]),
  );
}

const everyRoute: ErrorCode[] = ["INTERNAL_ERROR"];

/** The errors of every route that takes an API key. */
export const keyErrors: ErrorCode[] = ["INVALID_REQUEST", "UNAUTHORIZED", "FORBIDDEN", "RATE_LIMITED"];
