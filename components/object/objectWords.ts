import * as z from "zod";
import { typeNames, type TypeNames } from "@/messages/registry";
import type { ObjectDefinition } from "@/lib/ontology/defineObject";
import { type FieldKind, isOmittable, kindOf, unwrapped } from "@/lib/ontology/kinds";
import type { Language } from "../i18n/language";
import { requestLanguage } from "../i18n/request";
import { capitalized } from "../ui/capitalized";
import type { Option } from "../ui/Select";

/** What a screen has to know of a type's declaration, as plain data that the server can hand to the browser. */
export interface ObjectWords {
  type: string;
  singular: string;
  plural: string;
  subtypes: readonly Option<string>[];
  statuses: readonly Option<string>[];
  /** The properties in the order of their declaration. */
  fields: readonly FieldWords[];
  /** What people call the properties. */
  titles: Readonly<Partial<Record<string, string>>>;
}

export interface FieldWords {
  name: string;
  title: string;
  kind: FieldKind;
  isRequired: boolean;
  /** Only the type's own functions change it. */
  isReadOnly: boolean;
  /** Of the text, or of each tag. */
  lengthMax?: number;
  /** Of a reference: the type that it points to. */
  to?: string;
  /** Of a choice. */
  options?: readonly Option<string>[];
}

/** In the language of the reader. Read on the server, so that no validation library is loaded into the page. */
export async function objectWords(definition: ObjectDefinition): Promise<ObjectWords> {
  return wordsIn(await requestLanguage(), definition);
}

export function wordsIn(language: Language, definition: ObjectDefinition): ObjectWords {
  const { type, singular, plural, subtypes, statuses, properties } = definition;
  const names = typeNames(language, type);
  const shape: z.ZodRawShape = properties.shape;
  const fields = Object.entries(shape).map(([name, field]) => fieldWords(name, field, definition, names));
  return {
    type,
    singular: names.singular ?? singular,
    plural: names.plural ?? plural,
    subtypes: options(subtypes, names.subtypes),
    statuses: options(statuses, names.statuses),
    fields,
    titles: Object.fromEntries(fields.map(({ name, title }) => [name, title])),
  };
}

function fieldWords(
  name: string,
  field: z.core.$ZodType,
  { links }: ObjectDefinition,
  names: TypeNames,
): FieldWords {
  const inner = unwrapped(field);
  const lengthMax = lengthMaxOf(inner);
  const to = links.find(({ property }) => property === name)?.to;
  return {
    name,
    title: names.properties?.[name] ?? titleOf(field) ?? name,
    kind: kindOf(field),
    isRequired: !isOmittable(field),
    isReadOnly: z.globalRegistry.get(field)?.["readOnly"] === true,
    ...(lengthMax === null ? {} : { lengthMax }),
    ...(to === undefined ? {} : { to }),
    ...(inner instanceof z.ZodEnum
      ? { options: options(inner.options.map(String), names.choices?.[name]) }
      : {}),
  };
}

function lengthMaxOf(field: z.core.$ZodType): number | null {
  if (isList(field)) return lengthMaxOf(field.element);
  return field instanceof z.ZodString ? field.maxLength : null;
}

function titleOf(field: z.core.$ZodType): string | undefined {
  return z.globalRegistry.get(field)?.title;
}

function options(values: readonly string[], names: TypeNames["subtypes"] = {}): Option<string>[] {
  return values.map((value) => ({ value, label: names[value] ?? capitalized(value) }));
}

function isList(field: z.core.$ZodType): field is z.ZodArray<z.core.$ZodType> {
  return field instanceof z.ZodArray;
}
