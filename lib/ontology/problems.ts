import type * as z from "zod";
import type { ErrorDetail } from "../errors";
import { nearest } from "../nearest";

/** What zod found wrong, in the words of the API. With the names that are known, unknown ones get a suggestion. */
export function detailsOf(error: z.ZodError, known: Iterable<string> = []): ErrorDetail[] {
  return error.issues.flatMap((issue) => detailsOfIssue(issue, [...known]));
}

/** `firstNam` → `Unknown field. Did you mean "firstName"?` */
export function unknownName(kind: "field" | "query parameter", name: string, known: Iterable<string>): string {
  const suggestion = nearest(name, known);
  return suggestion === null ? `Unknown ${kind}.` : `Unknown ${kind}. Did you mean "${suggestion}"?`;
}

function detailsOfIssue(issue: z.core.$ZodIssue, known: readonly string[]): ErrorDetail[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, shortened(key)].join("."),
      message: unknownName("field", key, known),
    }));
  }
  return [{ path: path.join("."), message: issue.message }];
}

/** Names come from strangers: an answer does not repeat more of them than helps. */
function shortened(name: string): string {
  return name.length > 100 ? `${name.slice(0, 100)}…` : name;
}
