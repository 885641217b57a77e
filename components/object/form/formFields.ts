import type { FieldKind } from "@/lib/ontology/kinds";
import type { Option } from "../../ui/Select";
import type { FieldWords, ObjectWords } from "../objectWords";

/** How a type is asked for. What is not named here is asked for all the same, after the rest, as it is declared. */
export interface FormPlan {
  /** Whether people type the name, or it follows from other fields. */
  hasName: boolean;
  /** What a new one begins with; the other fields come on demand. */
  quick: readonly string[];
  /** What comes after those. */
  next: readonly string[];
  /** Fields that say more of themselves than their title. */
  hints: Readonly<Partial<Record<string, string>>>;
}

/** What people call the fields that every object has, and the parts of an address. */
export interface CommonTitles {
  name: string;
  subtype: string;
  status: string;
  address: Readonly<Record<AddressPart, string>>;
}

const addressParts = ["street", "postalCode", "city", "state", "country"] as const;
type AddressPart = (typeof addressParts)[number];

export interface FormField {
  name: string;
  title: string;
  hint: string | undefined;
  isQuick: boolean;
  /** One, or those of its parts. */
  controls: readonly FormControl[];
}

export type ControlKind = Exclude<FieldKind, "address" | "number" | "boolean" | "moment" | "json">;

/** What one value is typed into. */
export interface FormControl {
  /** `phone`, or `address.city`: how drafts and the refusals of the API call it. */
  path: string;
  title: string;
  kind: ControlKind;
  isRequired: boolean;
  lengthMax?: number;
  to?: string;
  options?: readonly Option<string>[];
}

const NAME_LENGTH_MAX = 500;
/** The types that `useReferences` finds objects of. */
const referable: readonly string[] = ["crm_organization", "crm_contact"];

/** The fields of a form, made from the declaration of a type. Those that no control can edit are left out. */
export function formFieldsOf(words: ObjectWords, plan: FormPlan, titles: CommonTitles): FormField[] {
  const fields = [...baseFields(words, plan, titles), ...words.fields].flatMap((field) => {
    const controls = controlsOf(field, titles);
    const { name, title } = field;
    const isQuick = plan.quick.includes(name);
    return controls.length === 0 ? [] : [{ name, title, hint: plan.hints[name], isQuick, controls }];
  });
  const order = [...plan.quick, ...plan.next];
  const place = ({ name }: FormField) => (order.includes(name) ? order.indexOf(name) : order.length);
  return fields.toSorted((a, b) => place(a) - place(b));
}

function baseFields(
  { subtypes, statuses }: ObjectWords,
  { hasName }: FormPlan,
  titles: CommonTitles,
): FieldWords[] {
  const choice = (name: "subtype" | "status", options: readonly Option<string>[]): FieldWords[] =>
    options.length === 0
      ? []
      : [{ name, title: titles[name], kind: "choice", isRequired: true, isReadOnly: false, options }];
  const name: FieldWords = {
    ...{ name: "name", title: titles.name, kind: "line" },
    ...{ isRequired: true, isReadOnly: false, lengthMax: NAME_LENGTH_MAX },
  };
  return [...(hasName ? [name] : []), ...choice("subtype", subtypes), ...choice("status", statuses)];
}

function controlsOf(field: FieldWords, titles: CommonTitles): FormControl[] {
  const { name: path, title, kind, isRequired, isReadOnly, lengthMax, to, options } = field;
  if (isReadOnly) return [];
  const common = { path, title, isRequired };
  const limit = lengthMax === undefined ? {} : { lengthMax };
  switch (kind) {
    case "line":
    case "text":
    case "email":
    case "phone":
    case "url":
    case "tags":
      return [{ ...common, ...limit, kind }];
    case "choice":
      return [{ ...common, kind, options: options ?? [] }];
    case "reference":
      return to !== undefined && referable.includes(to) ? [{ ...common, kind, to }] : [];
    case "address":
      return addressParts.map((part) => ({
        path: `${path}.${part}`,
        title: titles.address[part],
        kind: "line",
        isRequired: false,
      }));
    case "number":
    case "boolean":
    case "moment":
    case "json":
      return [];
  }
}
