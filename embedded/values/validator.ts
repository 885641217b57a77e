import type { Json, JsonObject } from "../types";
import { isUndefined } from "./expressions";

/** Finds the table that a document id belongs to, in the component whose validator is being applied. */
export type TableOfId = (id: string) => string | null;

/**
 * Checks convex-encoded JSON against the JSON of a `v.…` validator. Returns null, or Convex's text for the first
 * mismatch. Values are left out of the text on purpose: arguments hold secrets, and these texts reach logs.
 */
export function validate(validator: Json, value: Json | undefined, tableOfId: TableOfId): string | null {
  const problem = check(asObject(validator), value, "", tableOfId);
  return problem === null
    ? null
    : `${problem.text}\n${problem.path ? `Path: ${problem.path}\n` : ""}Validator: ${print(problem.validator)}`;
}

interface Problem {
  text: string;
  path: string;
  validator: JsonObject;
}

function check(
  validator: JsonObject,
  value: Json | undefined,
  path: string,
  tableOfId: TableOfId,
): Problem | null {
  const mismatch: Problem = { text: `Value does not match validator.`, path, validator };
  switch (validator.type) {
    case "any":
      return value === undefined ? mismatch : null;
    case "null":
      return value === null ? null : mismatch;
    case "boolean":
    case "string":
      return typeof value === validator.type ? null : mismatch;
    case "number":
      return typeof value === "number" || hasKey(value, "$float") ? null : mismatch;
    case "bigint":
      return hasKey(value, "$integer") ? null : mismatch;
    case "bytes":
      return hasKey(value, "$bytes") ? null : mismatch;
    case "literal":
      return JSON.stringify(value) === JSON.stringify(validator.value) ? null : mismatch;
    case "id":
      return checkId(validator, value, path, tableOfId);
    case "union":
      return asArray(validator.value).some((each) => check(asObject(each), value, path, tableOfId) === null)
        ? null
        : mismatch;
    case "array":
      if (!Array.isArray(value)) return mismatch;
      return first(value, (element, i) =>
        check(asObject(validator.value), element, `${path}[${i}]`, tableOfId),
      );
    case "record":
      return isPlainObject(value) ? checkRecord(validator, value, path, tableOfId) : mismatch;
    case "object":
      return isPlainObject(value) ? checkObject(validator, value, path, tableOfId) : mismatch;
    default:
      throw new Error(
        `The validator type "${String(validator.type)}" is not supported by the embedded deployment.`,
      );
  }
}

function checkId(
  validator: JsonObject,
  value: Json | undefined,
  path: string,
  tableOfId: TableOfId,
): Problem | null {
  if (typeof value !== "string") return { text: "Value does not match validator.", path, validator };
  const table = tableOfId(value);
  if (table === validator.tableName) return null;
  const text =
    table === null
      ? `Value does not match validator.`
      : `Found ID from table \`${table}\`, which does not match the table name in validator \`v.id("${String(validator.tableName)}")\`.`;
  return { text, path, validator };
}

function checkRecord(
  validator: JsonObject,
  value: JsonObject,
  path: string,
  tableOfId: TableOfId,
): Problem | null {
  const values = asObject(asObject(validator.values).fieldType);
  return first(Object.entries(value), ([name, each]) => {
    return (
      check(asObject(validator.keys), name, path, tableOfId) ??
      check(values, each, `${path}.${name}`, tableOfId)
    );
  });
}

function checkObject(
  validator: JsonObject,
  value: JsonObject,
  path: string,
  tableOfId: TableOfId,
): Problem | null {
  const fields = asObject(validator.value);
  for (const [name, field] of Object.entries(fields)) {
    const { fieldType, optional } = asObject(field);
    const present = Object.hasOwn(value, name) && !isUndefined(value[name]);
    if (!present && optional === true) continue;
    if (!present) {
      const text = `Object is missing the required field \`${name}\`. Consider wrapping the field validator in \`v.optional(...)\` if this is expected.`;
      return { text, path, validator };
    }
    const problem = check(asObject(fieldType), value[name], `${path}.${name}`, tableOfId);
    if (problem) return problem;
  }
  const extra = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
  return extra === undefined
    ? null
    : { text: `Object contains extra field \`${extra}\` that is not in the validator.`, path, validator };
}

function first<T>(items: readonly T[], find: (item: T, index: number) => Problem | null): Problem | null {
  for (const [index, item] of items.entries()) {
    const problem = find(item, index);
    if (problem) return problem;
  }
  return null;
}

/** The validator as the developer wrote it: `v.object({name: v.string()})`. */
function print(validator: Json | undefined): string {
  const { type, value, tableName, keys, values } = asObject(validator);
  switch (type) {
    case "number":
      return "v.float64()";
    case "bigint":
      return "v.int64()";
    case "id":
      return `v.id("${String(tableName)}")`;
    case "literal":
      return `v.literal(${JSON.stringify(value)})`;
    case "array":
      return `v.array(${print(value)})`;
    case "union":
      return `v.union(${asArray(value).map(print).join(", ")})`;
    case "record":
      return `v.record(${print(keys)}, ${print(asObject(values).fieldType)})`;
    case "object":
      return `v.object({${Object.entries(asObject(value)).map(printField).join(", ")}})`;
    default:
      return `v.${String(type)}()`;
  }
}

function printField([name, field]: [string, Json]): string {
  const { fieldType, optional } = asObject(field);
  return `${name}: ${optional === true ? `v.optional(${print(fieldType)})` : print(fieldType)}`;
}

function hasKey(value: Json | undefined, key: string): boolean {
  return (
    value !== null && typeof value === "object" && !Array.isArray(value) && typeof value[key] === "string"
  );
}

function isPlainObject(value: Json | undefined): value is JsonObject {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  return !hasKey(value, "$integer") && !hasKey(value, "$float") && !hasKey(value, "$bytes");
}

function asObject(value: Json | undefined): JsonObject {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Error("Malformed validator.");
  return value;
}

function asArray(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new Error("Malformed validator.");
  return value;
}
