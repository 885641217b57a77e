import * as z from "zod";
import { ofKind } from "./kinds";

/** Characters that no single line may hold: C0 and C1 controls, and halves of surrogate pairs. */
const UNFIT_FOR_LINES = /[\u0000-\u001f\u007f-\u009f]|\p{Surrogate}/u;
/** Text may hold tabs and line breaks as well. */
const UNFIT_FOR_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/u;
const UNFIT_MESSAGE = "must not contain control characters or broken Unicode";

const NAME_LENGTH_MAX = 500;
const TEXT_LENGTH_MAX = 50_000;
const TAGS_MAX = 50;
const TAG_LENGTH_MAX = 100;

/** One line of text without white space around it. Optional properties are cleared with null, never with "". */
export function line(lengthMax = NAME_LENGTH_MAX) {
  const field = z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(lengthMax, `must have at most ${lengthMax} characters`)
    .refine((value) => !UNFIT_FOR_LINES.test(value), UNFIT_MESSAGE);
  return ofKind("line", field);
}

/** However people write it; nothing here dials. */
export function phone() {
  return ofKind("phone", line(100));
}

export function text() {
  const field = z
    .string()
    .min(1, "must not be empty")
    .max(TEXT_LENGTH_MAX, `must have at most ${TEXT_LENGTH_MAX} characters`)
    .refine((value) => !UNFIT_FOR_TEXT.test(value), UNFIT_MESSAGE);
  return ofKind("text", field);
}

/**
 * The Kelvin sign, the one character outside of ASCII whose lower case is an ASCII letter. Folding it would turn an
 * address that somebody can own into somebody else's.
 */
const KELVIN_SIGN = "\u212a";

/** Trimmed and lower-cased, so that one person has one spelling. International domains are allowed. */
export function email() {
  const field = z
    .string()
    .refine((value) => !value.includes(KELVIN_SIGN), "must be an e-mail address")
    .trim()
    .toLowerCase()
    .max(254)
    .regex(
      /^[^\s@<>()[\]",;:\\]+@[^\s@<>()[\]",;:\\.]+(\.[^\s@<>()[\]",;:\\.]+)+$/u,
      "must be an e-mail address",
    )
    .refine((value) => !UNFIT_FOR_LINES.test(value), UNFIT_MESSAGE)
    .meta({ examples: ["ada@lovelace.example"] });
  return ofKind("email", field);
}

/** Only http and https: an address like `javascript:…` must never become a link on a screen. */
export function webAddress() {
  return ofKind("url", line(2000).regex(/^https?:\/\/[^\s/]+/i, "must begin with http:// or https://"));
}

/** A postal address, as loosely as the world writes them. */
export function address() {
  const field = z.strictObject({
    street: line().optional(),
    city: line().optional(),
    state: line().optional(),
    postalCode: line(50).optional(),
    country: line(100).optional(),
  });
  return ofKind("address", field);
}

export function tags() {
  const field = z
    .array(line(TAG_LENGTH_MAX))
    .max(TAGS_MAX)
    .overwrite((values) => [...new Set(values)]);
  return ofKind("tags", field);
}

/** What documentation shows where an id stands. */
export const EXAMPLE_ID = "k57a8w3x2m9q4t6r1v5y7z0b3c6d8f2g";

/** An id of this deployment. Whether the object exists, and is yours, is for the store to say. */
export function objectId() {
  const field = z
    .string()
    .regex(/^[0-9a-z]{31,37}$/, "must be an id")
    .meta({ examples: [EXAMPLE_ID] });
  return ofKind("reference", field);
}

/** A moment since the epoch, as far as dates of JavaScript reach. */
export function moment() {
  const field = z
    .int()
    .min(0)
    .max(MOMENT_MS_MAX)
    .meta({ description: "Milliseconds since the epoch.", examples: [1_767_225_600_000] });
  return ofKind("moment", field);
}

const MOMENT_MS_MAX = 8.64e15;
const JSON_DEPTH_MAX = 10;
const JSON_FIELDS_MAX = 200;
const JSON_ITEMS_MAX = 1000;

/** Free-form properties of the caller. Names follow the store's rules, so that what is accepted can be kept. */
export function customFields() {
  return z.record(z.string(), z.unknown()).superRefine((value, context) => {
    const problem = problemOf(value, JSON_DEPTH_MAX);
    if (problem !== null) {
      context.addIssue({ code: "custom", message: problem });
    }
  });
}

function problemOf(value: unknown, depthLeft: number): string | null {
  if (typeof value === "string") {
    return UNFIT_FOR_TEXT.test(value) ? UNFIT_MESSAGE : null;
  }
  if (typeof value === "number") {
    return Number.isFinite(value) ? null : "must not hold numbers that are too large";
  }
  if (typeof value === "boolean" || value === null) {
    return null;
  }
  if (typeof value !== "object") {
    return "must be JSON";
  }
  if (depthLeft === 0) {
    return `must not be nested deeper than ${JSON_DEPTH_MAX} levels`;
  }
  return Array.isArray(value) ? problemOfItems(value, depthLeft) : problemOfFields(value, depthLeft);
}

function problemOfItems(items: readonly unknown[], depthLeft: number): string | null {
  return items.length > JSON_ITEMS_MAX
    ? `must not hold lists of more than ${JSON_ITEMS_MAX} items`
    : firstProblem(items, depthLeft);
}

function problemOfFields(fields: object, depthLeft: number): string | null {
  const names = Object.keys(fields);
  if (names.length > JSON_FIELDS_MAX) {
    return `must not hold more than ${JSON_FIELDS_MAX} fields`;
  }
  const unfit = names.find((name) => !/^[a-zA-Z0-9][\x20-\x7e]{0,99}$/.test(name));
  return unfit === undefined
    ? firstProblem(Object.values(fields), depthLeft)
    : "field names must be 1 to 100 printable ASCII characters and begin with a letter or digit";
}

function firstProblem(values: readonly unknown[], depthLeft: number): string | null {
  for (const value of values) {
    const problem = problemOf(value, depthLeft - 1);
    if (problem !== null) {
      return problem;
    }
  }
  return null;
}
