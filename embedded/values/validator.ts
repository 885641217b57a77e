import type { Json, JsonObject } from "../types";
import { isUndefined } from "./expressions";

/** Finds the table that a document id belongs to, in the component whose validator is being applied. */
export type TableOfId = (id: string) => string | null;

/**
 * Checks convex-encoded JSON against the JSON of a `v.…` validator. Returns null, or Convex's text for the first
 * mismatch. Values, and the keys of records, are left out of the text on purpose: arguments hold secrets, and these
 * texts reach logs.
 */
export function validate(validator: Json, value: Json | undefined, tableOfId: TableOfId): string | null {
  const problem = new Check(tableOfId).check(validator, value, "");
  if (problem === null) return null;
  const path = problem.path ? `Path: ${problem.path}\n` : "";
  return `${problem.text}\n${path}Validator: ${print(problem.validator)}`;
}

/** A client chooses the names of extra fields; a log need not hold more of one than an identifier has letters. */
const NAME_SHOWN_MAX = 64;

interface Problem {
  readonly text: string;
  readonly path: string;
  readonly validator: JsonObject;
}

class Check {
  constructor(private readonly tableOfId: TableOfId) {}

  check(json: Json | undefined, value: Json | undefined, path: string): Problem | null {
    const validator = asObject(json);
    const mismatch: Problem = { text: "Value does not match validator.", path, validator };
    const unless = (matches: boolean) => (matches ? null : mismatch);
    switch (validator.type) {
      case "any":
        return unless(value !== undefined);
      case "null":
        return unless(value === null);
      case "boolean":
      case "string":
        return unless(typeof value === validator.type);
      case "number":
        return unless(typeof value === "number" || hasKey(value, "$float"));
      case "bigint":
        return unless(hasKey(value, "$integer"));
      case "bytes":
        return unless(hasKey(value, "$bytes"));
      case "literal":
        return unless(JSON.stringify(value) === JSON.stringify(validator.value));
      case "id":
        return this.checkId(mismatch, value);
      case "union":
        return unless(asArray(validator.value).some((each) => this.check(each, value, path) === null));
      case "array":
        if (!Array.isArray(value)) return mismatch;
        return first(value, (element, i) => this.check(validator.value, element, `${path}[${i}]`));
      case "record":
        return isPlainObject(value) ? this.checkRecord(validator, value, path) : mismatch;
      case "object":
        return isPlainObject(value) ? this.checkObject(validator, value, path) : mismatch;
      default:
        throw new Error(
          `The validator type "${String(validator.type)}" is not supported by the embedded deployment.`,
        );
    }
  }

  private checkId(mismatch: Problem, value: Json | undefined): Problem | null {
    const { tableName } = mismatch.validator;
    const table = typeof value === "string" ? this.tableOfId(value) : null;
    if (table === null) return mismatch;
    if (table === tableName) return null;
    const text = `Found ID from table \`${table}\`, which does not match the table name in validator \`v.id("${String(tableName)}")\`.`;
    return { ...mismatch, text };
  }

  private checkRecord(validator: JsonObject, value: JsonObject, path: string): Problem | null {
    const { fieldType } = asObject(validator.values);
    return first(Object.entries(value), ([name, each]) => {
      return this.check(validator.keys, name, path) ?? this.check(fieldType, each, `${path}.*`);
    });
  }

  private checkObject(validator: JsonObject, value: JsonObject, path: string): Problem | null {
    const fields = asObject(validator.value);
    for (const [name, field] of Object.entries(fields)) {
      const { fieldType, optional } = asObject(field);
      const present = Object.hasOwn(value, name) && !isUndefined(value[name]);
      if (!present && optional === true) continue;
      if (!present) {
        const text = `Object is missing the required field \`${name}\`. Consider wrapping the field validator in \`v.optional(...)\` if this is expected.`;
        return { text, path, validator };
      }
      const problem = this.check(fieldType, value[name], `${path}.${name}`);
      if (problem) return problem;
    }
    const extra = Object.keys(value).find((name) => !Object.hasOwn(fields, name));
    if (extra === undefined) return null;
    const text = `Object contains extra field \`${extra.slice(0, NAME_SHOWN_MAX)}\` that is not in the validator.`;
    return { text, path, validator };
  }
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
