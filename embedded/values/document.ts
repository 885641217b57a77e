import { MAX_DOCUMENT_BYTES, MAX_DOCUMENT_NESTING, MAX_IDENTIFIER_LENGTH } from "../txn/limits";
import type { JsonObject } from "../types";
import { formatSize, measure } from "./size";

const FIELD_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The size of a document; refuses, with Convex's words, one that Convex would not store. */
export function checkDocument(document: JsonObject): number {
  for (const name of Object.keys(document)) checkFieldName(name);
  const { size, nesting } = measure(document);
  if (nesting > MAX_DOCUMENT_NESTING) {
    throw new Error(
      `Document is too nested (nested ${nesting} levels deep > maximum nesting ${MAX_DOCUMENT_NESTING})`,
    );
  }
  if (size > MAX_DOCUMENT_BYTES) {
    throw new Error(
      `Value is too large (${formatSize(size)} > maximum size ${formatSize(MAX_DOCUMENT_BYTES)})`,
    );
  }
  return size;
}

/** Nested objects may have any key that the `convex` package lets through. */
function checkFieldName(name: string): void {
  if (name.startsWith("_") && name !== "_id" && name !== "_creationTime") {
    throw new Error(
      `Field '${name}' starts with an underscore, which is only allowed for system fields like '_id'`,
    );
  }
  if (!FIELD_NAME.test(name))
    throw new Error(`Field name ${JSON.stringify(name)} is invalid: it must be an identifier.`);
  if (name.length > MAX_IDENTIFIER_LENGTH)
    throw new Error(`Identifier is too long (${name.length} > maximum ${MAX_IDENTIFIER_LENGTH})`);
}
