import { readAppError } from "./appError";

/** What a form says after a refusal: one text above it, and one beside each field that it is about. */
export interface FormProblem {
  text: string;
  fields: Readonly<Partial<Record<string, string>>>;
}

const lost = "This did not work. Nothing was changed.";

/** Messages about a field go beside it. `fieldOf` translates the path in a refusal to the name of a field. */
export function formProblem(error: unknown, fieldOf?: (path: string) => string): FormProblem {
  const refusal = readAppError(error);
  return refusal === undefined ? { text: lost, fields: {} } : problemOf(refusal, fieldOf);
}

/** The same for what a route of the web app refused. */
export function problemOf({ error, details = [] }: Refused, fieldOf = (path: string) => path): FormProblem {
  const fields: FormProblem["fields"] = Object.fromEntries<string>(
    details.map(({ path, message }): [string, string] => [fieldOf(path), message]),
  );
  // What is wrong with a field is said there, in better words than those for all of the request.
  return { text: details.length === 0 ? error : "Nothing is saved yet: see what is marked.", fields };
}

interface Refused {
  error: string;
  details?: readonly { path: string; message: string }[];
}

/** For where there is no form: the refusal in one sentence. */
export function refusalText(error: unknown): string {
  return readAppError(error)?.error ?? lost;
}
