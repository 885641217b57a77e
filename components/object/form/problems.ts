import { type Draft, isEmpty } from "./draft";
import type { FormField } from "./formFields";

/** Where a refusal belongs: `contact.tags.0` beside `tags`. What is about no field of the form keeps its path. */
export function pathIn(fields: readonly FormField[], refused: string): string {
  const controls = fields.flatMap((field) => field.controls);
  const segments = refused.split(".");
  // The first segment may be the name of the argument.
  for (const inner of [segments, segments.slice(1)]) {
    const path = inner.join(".");
    const control = controls.find((one) => path === one.path || path.startsWith(`${one.path}.`));
    const group = fields.find(({ name }) => name === inner[0])?.controls[0];
    const found = control ?? group;
    if (found !== undefined) return found.path;
  }
  return refused;
}

/** The required controls that nothing was typed into. */
export function missingIn(fields: readonly FormField[], draft: Draft): string[] {
  return fields
    .flatMap(({ controls }) => controls)
    .filter(({ path, isRequired }) => isRequired && isEmpty(draft[path]))
    .map(({ path }) => path);
}
