import type { ListFilter, ObjectDefinition } from "../ontology/defineObject";
import type { FacetMatch } from "./orderTreeRead";

/** What decides in which lists an object stands. */
export interface Listed {
  subtype: string | null;
  status: string;
  archived: boolean;
  properties: Readonly<Record<string, unknown>>;
}

export type Archived = "false" | "true" | "all";

/** The list of all objects of a type. Its facets refine it by subtype, status and archiving. */
export function mainList(organizationId: string, type: string): string {
  return `${organizationId}/${type}`;
}

/** The list of all objects of a type with one value of an open set. */
export function entryList(organizationId: string, type: string, entry: string): string {
  return `${mainList(organizationId, type)}/${entry}`;
}

/** A value of an open set, as the last part of a list's name. */
export function entryName(filterName: string, value: string): string {
  return `${filterName}=${value}`;
}

/** The open lists that an object stands in, each with the facet that it has there. */
export function entriesOf(definition: ObjectDefinition, listed: Listed): Map<string, string> {
  return new Map(
    definition.filters.flatMap((filter) =>
      valuesOf(filter, listed.properties).map((value): [string, string] => [
        entryName(filter.name, value),
        filter.refined ? mainFacet(listed) : entryFacet(listed.archived),
      ]),
    ),
  );
}

export function mainFacet({ subtype, status, archived }: Omit<Listed, "properties">): string {
  return [subtype ?? "", status, entryFacet(archived)].join("/");
}

function entryFacet(archived: boolean): string {
  return archived ? "archived" : "current";
}

/** Which facets of a list belong to a question. The facets of entry lists that are not refined have only the last part. */
export function facetMatch(question: { subtype?: string; status?: string; archived: Archived }): FacetMatch {
  return (name) => {
    const parts = name.split("/");
    const [subtype, status] = parts;
    return (
      (question.subtype === undefined || subtype === question.subtype) &&
      (question.status === undefined || status === question.status) &&
      (question.archived === "all" || parts.at(-1) === entryFacet(question.archived === "true"))
    );
  };
}

function valuesOf(filter: ListFilter, properties: Listed["properties"]): string[] {
  const value = properties[filter.property];
  if (filter.byPresence === true) {
    return [value === undefined ? "no" : "yes"];
  }
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === "string");
}
