import { MAX_ARRAY_LENGTH, MAX_FIELDS, MAX_KEY_LENGTH, MAX_NESTING } from "../txn/limits";
import type { Json } from "../types";

export interface Measure {
  /** Bytes as Convex counts them; a number has 9, whatever its digits. */
  size: number;
  /** Levels of arrays and objects; 0 for a scalar. */
  nesting: number;
}

/** Measures convex-encoded JSON, and refuses, with Convex's words, what is no Convex value wherever it is used. */
export function measure(value: Json): Measure {
  const measured = { size: 0, nesting: 0 };
  add(measured, value, 0);
  return measured;
}

/** `16 MiB`, `1.05 MiB`, as Convex writes sizes in its errors. */
export function formatSize(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const amount = bytes / 1024 ** power;
  return `${Number.isInteger(amount) ? amount : amount.toFixed(2)} ${units[power]}`;
}

function add(measured: Measure, value: Json | undefined, depth: number): void {
  if (value === null || typeof value === "boolean") measured.size += 1;
  else if (typeof value === "number") measured.size += 9;
  else if (typeof value === "string") measured.size += textSize(value);
  else if (Array.isArray(value)) {
    check(
      value.length > MAX_ARRAY_LENGTH,
      `Array length is too long (${value.length} > maximum length ${MAX_ARRAY_LENGTH})`,
    );
    enter(measured, depth);
    for (const element of value) add(measured, element, depth + 1);
  } else if (value !== undefined) addObject(measured, value, depth);
}

function addObject(measured: Measure, value: { [key: string]: Json }, depth: number): void {
  const { $integer, $float, $bytes } = value;
  if (typeof $integer === "string" || typeof $float === "string") return void (measured.size += 9);
  if (typeof $bytes === "string") return void (measured.size += Buffer.byteLength($bytes, "base64") + 2);
  const names = Object.keys(value);
  check(
    names.length > MAX_FIELDS,
    `Object has too many fields (${names.length} > maximum number ${MAX_FIELDS})`,
  );
  enter(measured, depth);
  for (const name of names) {
    check(
      name.length > MAX_KEY_LENGTH,
      `Field name is too long (${name.length} > maximum ${MAX_KEY_LENGTH})`,
    );
    measured.size += Buffer.byteLength(name) + 1;
    add(measured, value[name], depth + 1);
  }
}

function enter(measured: Measure, depth: number): void {
  check(
    depth >= MAX_NESTING,
    `Value is too nested (nested ${depth + 1} levels deep > maximum nesting ${MAX_NESTING})`,
  );
  measured.size += 2;
  measured.nesting = Math.max(measured.nesting, depth + 1);
}

function textSize(text: string): number {
  check(/\p{Surrogate}/u.test(text), "Strings must be valid Unicode sequences with no unpaired surrogates.");
  return Buffer.byteLength(text) + 2;
}

function check(isTooMuch: boolean, message: string): void {
  if (isTooMuch) throw new Error(message);
}
