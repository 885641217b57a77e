import type { Json, JsonObject } from "../types";
import { encodeKey } from "./keys";

/** Evaluates a `.filter(…)` expression on a document, with Convex's order across types. */
export function matches(expression: Json, document: JsonObject): boolean {
  return evaluate(expression, document) === true;
}

/** The value at a dotted path, or undefined where a step is missing. */
export function fieldAt(document: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = document;
  for (const name of path.split(".")) {
    if (value === null || typeof value !== "object" || Array.isArray(value) || isSpecial(value))
      return undefined;
    value = Object.hasOwn(value, name) ? value[name] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/** Convex writes `undefined` in queries and patches as `{"$undefined": null}`. */
export function isUndefined(value: Json | undefined): boolean {
  return (
    value === undefined ||
    (value !== null && typeof value === "object" && !Array.isArray(value) && "$undefined" in value)
  );
}

function evaluate(expression: Json, document: JsonObject): Json | undefined {
  if (expression === null || typeof expression !== "object" || Array.isArray(expression)) {
    throw new Error("Invalid expression in a filter.");
  }
  const [operator, operand] = Object.entries(expression)[0] ?? [];
  if (operator === "$field" && typeof operand === "string") return fieldAt(document, operand);
  if (operator === "$literal") return isUndefined(operand) ? undefined : operand;
  const operands = Array.isArray(operand) ? operand : [operand ?? null];
  if (operator === "$and") return operands.every((each) => evaluate(each, document) === true);
  if (operator === "$or") return operands.some((each) => evaluate(each, document) === true);
  const [left, right] = operands.map((each) => evaluate(each, document));
  const apply = OPERATORS[operator ?? ""];
  if (!apply) throw new Error(`Unknown operator ${operator} in a filter.`);
  return apply(left, right);
}

const OPERATORS: Record<string, (left: Json | undefined, right: Json | undefined) => Json> = {
  $eq: (left, right) => compare(left, right) === 0,
  $neq: (left, right) => compare(left, right) !== 0,
  $lt: (left, right) => compare(left, right) < 0,
  $lte: (left, right) => compare(left, right) <= 0,
  $gt: (left, right) => compare(left, right) > 0,
  $gte: (left, right) => compare(left, right) >= 0,
  $not: (left) => !truth(left),
  $neg: (left) => -number(left),
  $add: (left, right) => number(left) + number(right),
  $sub: (left, right) => number(left) - number(right),
  $mul: (left, right) => number(left) * number(right),
  $div: (left, right) => number(left) / number(right),
  $mod: (left, right) => number(left) % number(right),
};

function compare(left: Json | undefined, right: Json | undefined): number {
  return Buffer.compare(encodeKey([left]), encodeKey([right]));
}

function truth(value: Json | undefined): boolean {
  if (typeof value !== "boolean") throw new Error("Expected a boolean in a filter expression.");
  return value;
}

function number(value: Json | undefined): number {
  if (typeof value !== "number")
    throw new Error("Arithmetic in filters is supported on numbers (float64) only.");
  return value;
}

function isSpecial(value: JsonObject): boolean {
  return "$integer" in value || "$float" in value || "$bytes" in value;
}
