import type * as z from "zod";
import type { ObjectResource } from "../permissions/matrix";

/**
 * The one declaration of an object type. Store, lists, HTTP validation, OpenAPI, forms and tables follow from it;
 * a field list is never written a second time.
 */
export interface ObjectDefinition<Properties extends z.ZodObject = z.ZodObject> {
  /** The value of `objects.type`. */
  readonly type: string;
  readonly singular: string;
  readonly plural: string;
  /** Who may read and write them: `contacts` stands for the permissions `contacts:read` and `contacts:write`. */
  readonly resource: ObjectResource;
  /** Closed sets. A list by them, alone or together, is an index range of `objects` with an exact total. */
  readonly subtypes: readonly string[];
  readonly statuses: readonly string[];
  /** What `customProperties` holds. Absent optional properties are answered as null. */
  readonly properties: Properties;
  /** Open sets: each value of such a property is a list of its own, kept as rows of `objectEntries`. */
  readonly filters: readonly ListFilter[];
  /** No two objects of one organization have the same value of this property, archived ones included. */
  readonly uniqueBy: string | null;
  /** Properties that are searched besides the name, by prefixes of words. */
  readonly searchBy: readonly string[];
  /** Properties that point to another object; the store keeps an `objectLinks` row for each of them. */
  readonly links: readonly ObjectLink[];
}

/** `name` is how callers say it (`tag`), `property` where it lives (`tags`). */
export interface ListFilter<Property extends string = string> {
  readonly name: string;
  readonly property: Property;
  /**
   * Whether its lists are counted by subtype and status too. Then those combinations have exact totals as well, and a
   * change of either writes to these lists.
   */
  readonly refined?: boolean;
  /** Whether its lists are by whether there is a value at all: `yes` and `no`. */
  readonly byPresence?: boolean;
}

export interface ObjectLink<Property extends string = string> {
  readonly type: string;
  readonly property: Property;
  readonly to: string;
  /** Whether a client sees what points, by this link, to their contact or to a company that staff opened to them. */
  readonly forClients?: boolean;
}

/** The identity, with the names of properties checked against their declaration. */
export function defineObject<Properties extends z.ZodObject>(
  definition: ObjectDefinition<Properties> & NamedBy<Extract<keyof z.output<Properties>, string>>,
): ObjectDefinition<Properties> {
  return definition;
}

interface NamedBy<Property extends string> {
  readonly filters: readonly ListFilter<Property>[];
  readonly uniqueBy: Property | null;
  readonly searchBy: readonly Property[];
  readonly links: readonly ObjectLink<Property>[];
}

/** The stored properties of a type, after parsing. */
export type PropertiesOf<Definition extends ObjectDefinition> = z.output<Definition["properties"]>;

/** An object as every door shows it: the base fields and its properties side by side, null where there is none. */
export type FlattenedObject<Definition extends ObjectDefinition> = BaseFields &
  AbsentAsNull<PropertiesOf<Definition>>;

export interface BaseFields {
  id: string;
  organizationId: string;
  type: string;
  subtype: string | null;
  name: string;
  description: string | null;
  status: string;
  version: number;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
}

export type AbsentAsNull<Properties> = {
  [Key in keyof Properties]-?: undefined extends Properties[Key]
    ? Exclude<Properties[Key], undefined> | null
    : Properties[Key];
};
