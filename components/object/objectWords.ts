import type * as z from "zod";
import type { ObjectDefinition } from "@/lib/ontology/defineObject";

/** What a screen has to know of a type's declaration, as plain data that the server can hand to the browser. */
export interface ObjectWords {
  subtypes: readonly string[];
  statuses: readonly string[];
  titles: Readonly<Partial<Record<string, string>>>;
}

type Declared = ObjectDefinition<z.ZodObject<Readonly<Record<string, z.ZodType>>>>;

/** Read on the server, so that no validation library is loaded into the page for the sake of a few titles. */
export function objectWords({ subtypes, statuses, properties }: Declared): ObjectWords {
  return { subtypes, statuses, titles: titlesOf(properties.shape) };
}

/** What people call the fields. */
export function titlesOf(shape: Readonly<Record<string, z.ZodType>>): ObjectWords["titles"] {
  return Object.fromEntries(
    Object.entries(shape).map(([name, field]): [string, string] => [name, titleOf(field) ?? name]),
  );
}

function titleOf(field: z.ZodType): string | undefined {
  const title = field.meta()?.title;
  return typeof title === "string" ? title : undefined;
}
