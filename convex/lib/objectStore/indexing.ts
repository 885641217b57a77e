import type { MutationCtx } from "../../_generated/server";
import {
  entriesOf,
  entryFacet,
  entryList,
  type Listed,
  mainFacet,
  mainList,
} from "../../../lib/lists/placements";
import type { ObjectDefinition } from "../../../lib/ontology/defineObject";
import { searchText } from "../../../lib/ontology/words";
import type { ListCounts } from "./counts";
import type { StoredObject } from "./document";

/** Puts a new object into its lists and into search. */
export async function addToIndexes(
  ctx: MutationCtx,
  counts: ListCounts,
  definition: ObjectDefinition,
  object: StoredObject,
): Promise<void> {
  await counts.insert(
    mainList(object.organizationId, object.type),
    object.createdKey,
    mainFacet(listed(object)),
  );
  for (const entry of entriesOf(definition, object.customProperties)) {
    await addEntry(ctx, counts, object, entry);
  }
  await ctx.db.insert("objectSearch", searchRow(definition, object));
}

/** Brings lists and search up to date after a change. Only what differs is written. */
export async function moveInIndexes(
  ctx: MutationCtx,
  counts: ListCounts,
  definition: ObjectDefinition,
  change: { before: StoredObject; after: StoredObject },
): Promise<void> {
  const { before, after } = change;
  const facet = mainFacet(listed(after));
  if (facet !== mainFacet(listed(before))) {
    await counts.changeFacet(mainList(after.organizationId, after.type), after.createdKey, facet);
  }
  const entriesBefore = new Set(entriesOf(definition, before.customProperties));
  const entriesAfter = new Set(entriesOf(definition, after.customProperties));
  for (const entry of entriesAfter) {
    if (entriesBefore.has(entry)) {
      await keepEntry(ctx, counts, { before, after, entry });
    } else {
      await addEntry(ctx, counts, after, entry);
    }
  }
  for (const entry of entriesBefore) {
    if (!entriesAfter.has(entry)) {
      await removeEntry(ctx, counts, before, entry);
    }
  }
  await refreshSearch(ctx, definition, before, after);
}

async function addEntry(
  ctx: MutationCtx,
  counts: ListCounts,
  object: StoredObject,
  entry: string,
): Promise<void> {
  const { _id: objectId, archived, createdKey, nameKey } = object;
  const list = entryList(object.organizationId, object.type, entry);
  await ctx.db.insert("objectEntries", { list, objectId, archived, createdKey, nameKey });
  await counts.insert(list, createdKey, entryFacet(archived));
}

async function keepEntry(
  ctx: MutationCtx,
  counts: ListCounts,
  { before, after, entry }: { before: StoredObject; after: StoredObject; entry: string },
): Promise<void> {
  const { archived, nameKey } = after;
  if (archived === before.archived && nameKey === before.nameKey) {
    return;
  }
  const list = entryList(after.organizationId, after.type, entry);
  const row = await findEntry(ctx, before, list);
  await ctx.db.patch("objectEntries", row._id, { archived, nameKey });
  if (archived !== before.archived) {
    await counts.changeFacet(list, after.createdKey, entryFacet(archived));
  }
}

async function removeEntry(
  ctx: MutationCtx,
  counts: ListCounts,
  object: StoredObject,
  entry: string,
): Promise<void> {
  const list = entryList(object.organizationId, object.type, entry);
  const row = await findEntry(ctx, object, list);
  await ctx.db.delete("objectEntries", row._id);
  await counts.remove(list, object.createdKey);
}

/** `createdKey` is unique in a list, so the index finds the one row without an index of its own. */
async function findEntry(ctx: MutationCtx, object: StoredObject, list: string) {
  const row = await ctx.db
    .query("objectEntries")
    .withIndex("by_created", (q) =>
      q.eq("list", list).eq("archived", object.archived).eq("createdKey", object.createdKey),
    )
    .unique();
  if (row === null) {
    throw new Error(`The object ${object._id} is missing in the list ${list}`);
  }
  return row;
}

async function refreshSearch(
  ctx: MutationCtx,
  definition: ObjectDefinition,
  before: StoredObject,
  after: StoredObject,
): Promise<void> {
  const row = searchRow(definition, after);
  if (JSON.stringify(row) === JSON.stringify(searchRow(definition, before))) {
    return;
  }
  const stored = await ctx.db
    .query("objectSearch")
    .withIndex("by_object", (q) => q.eq("objectId", after._id))
    .unique();
  if (stored === null) {
    throw new Error(`The object ${after._id} is missing in search`);
  }
  await ctx.db.replace("objectSearch", stored._id, row);
}

function searchRow(definition: ObjectDefinition, object: StoredObject) {
  const { _id: objectId, organizationId, type, subtype, status, archived, createdKey, nameKey } = object;
  const values = definition.searchBy.map((property): unknown => object.customProperties[property]);
  return {
    ...{ objectId, organizationId, type, subtype, status, archived, createdKey, nameKey },
    entries: entriesOf(definition, object.customProperties),
    text: searchText([object.name, ...values.filter((value) => typeof value === "string")]),
  };
}

function listed(object: StoredObject): Listed {
  const { subtype, status, archived, customProperties } = object;
  return { subtype, status, archived, properties: customProperties };
}
