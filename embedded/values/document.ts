import type { Json, JsonObject } from "../types";
import { MAX_ARRAY_LENGTH, MAX_DOCUMENT_BYTES, MAX_FIELDS, MAX_NESTING } from "../txn/limits";

const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Refuses, with Convex's words, a document that Convex would not store. `json` is its text. */
export function checkDocument(document: JsonObject, json: string): void {
  const bytes = json.length > MAX_DOCUMENT_BYTES / 4 ? Buffer.byteLength(json) : json.length;
  if (bytes > MAX_DOCUMENT_BYTES) {
    throw new Error(`Value is too large (${bytes} bytes > maximum size ${MAX_DOCUMENT_BYTES} bytes)`);
  }
  for (const name of Object.keys(document)) {
    if (!name.startsWith("_") || name === "_id" || name === "_creationTime") continue;
    throw new Error(
      `Field '${name}' starts with an underscore, which is only allowed for system fields like '_id'`,
    );
  }
  checkValue(document, 0);
}

function checkValue(value: Json | undefined, depth: number): void {
  if (value === null || typeof value !== "object") return;
  if (depth > MAX_NESTING) throw new Error(`Value is too nested (maximum nesting ${MAX_NESTING})`);
  if (Array.isArray(value)) {
    if (value.length > MAX_ARRAY_LENGTH) {
      throw new Error(`Array length is too long (${value.length} > maximum length ${MAX_ARRAY_LENGTH})`);
    }
    for (const element of value) checkValue(element, depth + 1);
    return;
  }
  const names = Object.keys(value);
  if (names.length > MAX_FIELDS)
    throw new Error(`Object has too many fields (${names.length} > maximum number ${MAX_FIELDS})`);
  for (const name of names) {
    const problem = depth === 0 && !FIELD_NAME.test(name);
    if (problem) throw new Error(`Field name ${JSON.stringify(name)} is invalid: it must be an identifier.`);
    checkValue(value[name], depth + 1);
  }
}
