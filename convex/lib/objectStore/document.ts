import type { Doc } from "../../_generated/dataModel";
import { appError } from "../../../lib/errors";
import { nameKey } from "../../../lib/lists/keys";
import type { Listed } from "../../../lib/lists/placements";
import type { FlattenedObject, ObjectDefinition, PropertiesOf } from "../../../lib/ontology/defineObject";
import { detailsOf } from "../../../lib/ontology/problems";

/** An object as the store hands it on. `_creationTime` is Convex's and means nothing here. */
export type StoredObject = Omit<Doc<"objects">, "_creationTime">;

export function stored({ _creationTime, ...object }: Doc<"objects">): StoredObject {
  return object;
}

/** The fields of an object that a domain decides about. */
export interface ObjectFields<Definition extends ObjectDefinition = ObjectDefinition> {
  subtype: string | null;
  name: string;
  description: string | null;
  status: string;
  properties: PropertiesOf<Definition>;
}

const OBJECT_BYTES_MAX = 128 * 1024;
const BYTES_PER_UNIT_MAX = 3;

/** The write side of the pair of checks: nothing enters `objects` that does not fit its declaration. */
export function checkedFields<Definition extends ObjectDefinition>(
  definition: Definition,
  fields: ObjectFields,
): ObjectFields<Definition> {
  const parsed = definition.properties.safeParse(fields.properties);
  if (!parsed.success) {
    throw appError("INVALID_REQUEST", { details: detailsOf(parsed.error) });
  }
  checkMember("subtype", definition.subtypes, fields.subtype);
  checkMember("status", definition.statuses, fields.status);
  checkSize(fields);
  return { ...fields, properties: parsed.data as PropertiesOf<Definition> };
}

/** The read side: what leaves the store has the shape that its declaration promises. */
export function flatten<Definition extends ObjectDefinition>(
  definition: Definition,
  object: StoredObject,
): FlattenedObject<Definition> {
  const { _id, organizationId, type, subtype, name, description, status, version } = object;
  const { createdBy, createdAt, updatedAt, archivedAt } = object;
  const properties: Record<string, unknown> = propertiesOf(definition, object);
  const flattened: Record<string, unknown> = { id: _id, organizationId, type, subtype, name, description };
  Object.assign(flattened, { status, version, createdBy, createdAt, updatedAt, archivedAt });
  for (const property of Object.keys(definition.properties.shape)) {
    flattened[property] = properties[property] ?? null;
  }
  return flattened as FlattenedObject<Definition>;
}

export function propertiesOf<Definition extends ObjectDefinition>(
  definition: Definition,
  object: StoredObject,
): PropertiesOf<Definition> {
  const parsed = definition.properties.safeParse(object.customProperties);
  if (object.type !== definition.type || !parsed.success) {
    throw new Error(`The object ${object._id} does not fit the type ${definition.type}`);
  }
  return parsed.data as PropertiesOf<Definition>;
}

/** The fields that exist for indexes only. */
export function liftedFields(definition: ObjectDefinition, fields: ObjectFields, createdKey: string) {
  const unique = definition.uniqueBy === null ? undefined : fields.properties[definition.uniqueBy];
  return {
    nameKey: nameKey(fields.name, createdKey),
    uniqueValue: typeof unique === "string" ? unique : null,
  };
}

/** What decides in which lists an object stands. */
export function listed({ subtype, status, archived, customProperties }: StoredObject): Listed {
  return { subtype, status, archived, properties: customProperties };
}

/** What reading an object costs. In bytes, not in characters: those of some languages weigh three. */
export function bytesOf({ name, description, customProperties }: Doc<"objects"> | StoredObject): number {
  return new TextEncoder().encode(JSON.stringify([name, description, customProperties])).length;
}

function checkMember(path: string, allowed: readonly string[], value: string | null): void {
  const fits = allowed.length === 0 ? value === null : value !== null && allowed.includes(value);
  if (!fits) {
    throw appError("INVALID_REQUEST", {
      details: [{ path, message: `must be one of ${allowed.join(", ")}` }],
    });
  }
}

function checkSize(fields: ObjectFields): void {
  const json = JSON.stringify(fields);
  // Encoding is spared for nearly all objects: they fit even if every character were a long one.
  const fits =
    json.length * BYTES_PER_UNIT_MAX <= OBJECT_BYTES_MAX ||
    new TextEncoder().encode(json).length <= OBJECT_BYTES_MAX;
  if (!fits) {
    throw appError("INVALID_REQUEST", { error: "An object may be at most 128 KiB." });
  }
}
