import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { appError } from "../../lib/errors";
import { createdKey } from "../../lib/lists/keys";
import type { ObjectDefinition } from "../../lib/ontology/defineObject";
import { type Changes, differences, insertAction, type Origin } from "./objectStore/audit";
import { ListCounts } from "./objectStore/counts";
import {
  checkedFields,
  flatten,
  liftedFields,
  type ObjectFields,
  propertiesOf,
  stored,
  type StoredObject,
} from "./objectStore/document";
import { addToIndexes, moveInIndexes } from "./objectStore/indexing";
import { refreshLinks } from "./objectStore/links";

export { differences, type Origin, recordAction } from "./objectStore/audit";
export { linksFrom, setCompanyVisible } from "./objectStore/links";
export { flatten, type ObjectFields, propertiesOf, type StoredObject } from "./objectStore/document";

/**
 * The only writer of `objects` and of everything that follows from them: links, lists, counts, search, the audit
 * entry and the event. All of it happens in the transaction of the caller.
 */

/** A new object. `createdAt` is for imports and demo data; everybody else leaves the clock to the store. */
export type Draft<Definition extends ObjectDefinition> = ObjectFields<Definition> & { createdAt?: number };

export async function createObject<Definition extends ObjectDefinition>(
  ctx: MutationCtx,
  origin: Origin,
  definition: Definition,
  draft: Draft<Definition>,
): Promise<StoredObject> {
  const [object] = await createObjects(ctx, origin, definition, [draft]);
  if (object === undefined) {
    throw new Error("Unreachable: one draft makes one object");
  }
  return object;
}

/** Makes many objects and writes each node of their lists' counts once. Bounded by Convex's limits: pass hundreds. */
export async function createObjects<Definition extends ObjectDefinition>(
  ctx: MutationCtx,
  origin: Origin,
  definition: Definition,
  drafts: readonly Draft<Definition>[],
): Promise<StoredObject[]> {
  const counts = new ListCounts(ctx);
  const created: StoredObject[] = [];
  for (const [sequence, draft] of drafts.entries()) {
    const object = await insertObject(ctx, origin, definition, { draft, sequence });
    await refreshLinks(ctx, definition, null, object);
    await addToIndexes(ctx, counts, definition, object);
    await record(ctx, origin, { object, action: "created", changes: {} });
    created.push(object);
  }
  await counts.flush();
  return created;
}

/** The object of this type with this id, or NOT_FOUND. Another tenant's object does not exist. */
export async function loadObject(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  definition: ObjectDefinition,
  id: string,
): Promise<StoredObject> {
  const object = await findObject(ctx, definition, id);
  if (object?.organizationId !== organizationId) {
    throw appError("NOT_FOUND", { error: `There is no such ${definition.singular}.` });
  }
  return object;
}

/** For doors that learn the organization from the object: they must check it before they answer anything. */
export async function findObject(
  ctx: QueryCtx,
  definition: ObjectDefinition,
  id: string,
): Promise<StoredObject | null> {
  const objectId = ctx.db.normalizeId("objects", id);
  const object = objectId === null ? null : await ctx.db.get("objects", objectId);
  return object?.type === definition.type ? stored(object) : null;
}

/** The object whose unique property has this value, archived or not. */
export async function findUnique(
  ctx: QueryCtx,
  organizationId: Id<"organizations">,
  definition: ObjectDefinition,
  value: string,
): Promise<StoredObject | null> {
  const object = await ctx.db
    .query("objects")
    .withIndex("by_unique_value", (q) =>
      q.eq("organizationId", organizationId).eq("type", definition.type).eq("uniqueValue", value),
    )
    .first();
  return object === null ? null : stored(object);
}

/** Refuses a change that was decided on another version than the current one. */
export function expectVersion(
  { version }: { version: number },
  expected: readonly number[] | undefined,
): void {
  if (expected !== undefined && !expected.includes(version)) {
    throw appError("VERSION_CONFLICT");
  }
}

export function fieldsOf<Definition extends ObjectDefinition>(
  definition: Definition,
  object: StoredObject,
): ObjectFields<Definition> {
  const { subtype, name, description, status } = object;
  return { subtype, name, description, status, properties: propertiesOf(definition, object) };
}

/** Gives an object these fields. Fields that equal the current ones change nothing, not even the version. */
export async function updateObject(
  ctx: MutationCtx,
  origin: Origin,
  definition: ObjectDefinition,
  object: StoredObject,
  fields: ObjectFields,
): Promise<StoredObject> {
  const { properties, ...base } = checkedFields(definition, fields);
  const lifted = liftedFields(definition, { ...base, properties }, object.createdKey);
  if (lifted.uniqueValue !== object.uniqueValue) {
    await expectUnique(ctx, origin, definition, lifted.uniqueValue);
  }
  return await change(ctx, origin, definition, {
    before: object,
    after: { ...object, ...base, ...lifted, customProperties: properties },
    action: "updated",
  });
}

/** Archiving again answers as the first time. The status stays as it is. */
export async function archiveObject(
  ctx: MutationCtx,
  origin: Origin,
  definition: ObjectDefinition,
  object: StoredObject,
): Promise<StoredObject> {
  const after = { ...object, archived: true, archivedAt: object.archivedAt ?? Date.now() };
  return await change(ctx, origin, definition, { before: object, after, action: "archived" });
}

export async function restoreObject(
  ctx: MutationCtx,
  origin: Origin,
  definition: ObjectDefinition,
  object: StoredObject,
): Promise<StoredObject> {
  const after = { ...object, archived: false, archivedAt: null };
  return await change(ctx, origin, definition, { before: object, after, action: "restored" });
}

async function insertObject(
  ctx: MutationCtx,
  origin: Origin,
  definition: ObjectDefinition,
  { draft, sequence }: { draft: Draft<ObjectDefinition>; sequence: number },
): Promise<StoredObject> {
  const { createdAt = Date.now(), ...given } = draft;
  const { properties, ...base } = checkedFields(definition, given);
  const key = createdKey(createdAt, sequence, Math.random());
  const lifted = liftedFields(definition, { ...base, properties }, key);
  await expectUnique(ctx, origin, definition, lifted.uniqueValue);
  const fields = {
    ...{
      organizationId: origin.organizationId,
      type: definition.type,
      ...base,
      customProperties: properties,
    },
    ...{ createdBy: origin.actor.id ?? origin.actor.kind, createdAt, updatedAt: createdAt },
    ...{ archivedAt: null, archived: false, version: 1, createdKey: key, ...lifted },
  };
  return { _id: await ctx.db.insert("objects", fields), ...fields };
}

async function change(
  ctx: MutationCtx,
  origin: Origin,
  definition: ObjectDefinition,
  { before, after: wanted, action }: { before: StoredObject; after: StoredObject; action: string },
): Promise<StoredObject> {
  const changes = differences(flatten(definition, before), flatten(definition, wanted));
  if (Object.keys(changes).length === 0) {
    return before;
  }
  const after = { ...wanted, updatedAt: Date.now(), version: before.version + 1 };
  const { _id, ...fields } = after;
  await ctx.db.patch("objects", _id, fields);
  await refreshLinks(ctx, definition, before, after);
  const counts = new ListCounts(ctx);
  await moveInIndexes(ctx, counts, definition, { before, after });
  await counts.flush();
  await record(ctx, origin, { object: after, action, changes });
  return after;
}

async function record(
  ctx: MutationCtx,
  origin: Origin,
  { object, action, changes }: { object: StoredObject; action: string; changes: Changes },
): Promise<void> {
  const { _id: objectId, type, version, updatedAt: createdAt } = object;
  await insertAction(ctx, origin, { id: objectId, type, action, changes, version, createdAt });
  const { organizationId, actor } = origin;
  const name = `${type}.${action}`;
  await ctx.db.insert("events", { organizationId, name, objectId, version, actor, createdAt });
}

async function expectUnique(
  ctx: MutationCtx,
  { organizationId }: Origin,
  definition: ObjectDefinition,
  value: string | null,
): Promise<void> {
  if (value === null || definition.uniqueBy === null) {
    return;
  }
  if ((await findUnique(ctx, organizationId, definition, value)) !== null) {
    throw appError("CONFLICT", {
      details: [{ path: definition.uniqueBy, message: `Another ${definition.singular} has it already.` }],
    });
  }
}
