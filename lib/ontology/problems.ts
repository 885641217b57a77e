import type * as z from "zod";
import type { ErrorDetail } from "../errors";
import { nearest } from "../nearest";

/** An answer that names twenty problems has said enough; finding suggestions for thousands would cost us more than them. */
export const DETAILS_MAX = 20;

/** What zod found wrong, in the words of the API. With the names that are known, unknown ones get a suggestion. */
export function detailsOf(error: z.ZodError, known: Iterable<string> = []): ErrorDetail[] {
  const names = [...known];
  return error.issues
    .slice(0, DETAILS_MAX)
    .flatMap((issue) => detailsOfIssue(issue, names))
    .slice(0, DETAILS_MAX);
}

/** `firstNam` → `Unknown field. Did you mean "firstName"?` */
export function unknownName(
  kind: "field" | "query parameter",
  name: string,
  known: Iterable<string>,
): string {
  const suggestion = nearest(name, known);
  return suggestion === null ? `Unknown ${kind}.` : `Unknown ${kind}. Did you mean "${suggestion}"?`;
}

function detailsOfIssue(issue: z.core.$ZodIssue, known: readonly string[]): ErrorDetail[] {
  const path = issue.path.map((part) => shortened(String(part)));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, DETAILS_MAX).map((key) => ({
      path: [...path, shortened(key)].join("."),
      message: unknownName("field", key, known),
    }));
  }
  return [{ path: path.join("."), message: issue.message }];
}

/** Names come from strangers: an answer does not repeat more of them than helps, and no broken Unicode. */
export function shortened(name: string): string {
  const cut = name.length > 100 ? `${name.slice(0, 100)}…` : name;
  return cut.replace(/\p{Surrogate}/gu, "\ufffd");
}
