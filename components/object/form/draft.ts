import type { FormControl, FormField } from "./formFields";

/** What stands in the controls of a form, by their paths. */
export type Draft = Readonly<Record<string, DraftValue>>;
/** Everything is text, but for tags. */
export type DraftValue = string | readonly string[];

/** What a form for something new begins with: choices stand on their first option, as the functions choose, too. */
export function emptyDraft(fields: readonly FormField[]): Draft {
  return draftFrom(fields, ({ kind, options, isRequired }) => {
    if (kind === "tags") return [];
    return isRequired ? (options?.[0]?.value ?? "") : "";
  });
}

export function draftOf(fields: readonly FormField[], shown: object): Draft {
  return draftFrom(fields, ({ path, kind }) => {
    const value = path.split(".").reduce<unknown>(partOf, shown);
    if (kind === "tags") return Array.isArray(value) ? value.map(String) : [];
    return typeof value === "string" ? value : "";
  });
}

/**
 * What is different, as functions take it: only that, so that two people who edit different fields do not undo each
 * other's work. Null clears.
 */
export function changesOf(fields: readonly FormField[], draft: Draft, before: Draft): object {
  const changed = fields.filter(({ controls }) =>
    controls.some(({ path }) => !isSame(draft[path], before[path])),
  );
  return Object.fromEntries(changed.map((field) => [field.name, valueOf(field, draft)]));
}

export function isChanged(draft: Draft, before: Draft): boolean {
  return Object.keys(draft).some((path) => !isSame(draft[path], before[path]));
}

/** White space around a text is no difference: nobody sees it, and it is not sent. */
export function isSame(one: DraftValue | undefined, other: DraftValue | undefined): boolean {
  return JSON.stringify(trimmed(one)) === JSON.stringify(trimmed(other));
}

export function isEmpty(value: DraftValue | undefined): boolean {
  return trimmed(value).length === 0;
}

/** The text of anything but tags. */
export function textIn(draft: Draft, path: string): string {
  const value = draft[path];
  return typeof value === "string" ? value : "";
}

export function tagsIn(draft: Draft, path: string): readonly string[] {
  const value = draft[path];
  return typeof value === "string" || value === undefined ? [] : value;
}

function draftFrom(
  fields: readonly FormField[],
  valueOfControl: (control: FormControl) => DraftValue,
): Draft {
  const controls = fields.flatMap((field) => field.controls);
  return Object.fromEntries(controls.map((control) => [control.path, valueOfControl(control)]));
}

function valueOf({ name, controls }: FormField, draft: Draft): unknown {
  const filled = controls.filter(({ path }) => !isEmpty(draft[path]));
  if (controls.some(({ path }) => path !== name)) return filled.length === 0 ? null : recordOf(filled, draft);
  const value = trimmed(draft[name]);
  return value === "" ? null : value;
}

/** `address.city` → `{ city }`. */
function recordOf(controls: readonly FormControl[], draft: Draft): Record<string, DraftValue> {
  return Object.fromEntries(
    controls.map(({ path }) => [path.slice(path.indexOf(".") + 1), trimmed(draft[path])]),
  );
}

function partOf(whole: unknown, name: string): unknown {
  return typeof whole === "object" && whole !== null ? Reflect.get(whole, name) : undefined;
}

function trimmed(value: DraftValue = ""): DraftValue {
  return typeof value === "string" ? value.trim() : value;
}
