import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import { entriesOf, entryList, mainFacet, mainList } from "../../../lib/lists/placements";
import type { ObjectDefinition } from "../../../lib/ontology/defineObject";
import { searchText } from "../../../lib/ontology/words";
import type { ListCounts } from "./counts";
import { listed, type StoredObject } from "./document";

/** Puts a new object into its lists and into search. */
export async function addToIndexes(
  ctx: MutationCtx,
  counts: ListCounts,
  definition: ObjectDefinition,
  object: StoredObject,
): Promise<void> {
  const place = listed(object);
  await counts.insert(mainList(object.organizationId, object.type), object.createdKey, mainFacet(place));
  for (const [entry, facet] of entriesOf(definition, place)) {
    await addEntry(ctx, counts, object, { entry, facet });
  }
  await ctx.db.insert("objectSearch", searchRow(definition, object));
}

/**
 * Puts an object that is older than a declaration into the lists and words that the declaration asks for. What is there
 * already stays, so that it can be done again.
 */
export async function completeIndexes(
  ctx: MutationCtx,
  counts: ListCounts,
  definition: ObjectDefinition,
  object: StoredObject,
): Promise<void> {
  for (const [entry, facet] of entriesOf(definition, listed(object))) {
    const list = entryList(object.organizationId, object.type, entry);
    if ((await findEntry(ctx, object, list)) === null) {
      await addEntry(ctx, counts, object, { entry, facet });
    } else {
      await counts.changeFacet(list, object.createdKey, facet);
    }
  }
  const row = searchRow(definition, object);
  const found = await loadSearchRow(ctx, object._id);
  if (found.text !== row.text || JSON.stringify(found.entries) !== JSON.stringify(row.entries)) {
    await ctx.db.replace("objectSearch", found._id, row);
  }
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
  const entriesBefore = entriesOf(definition, listed(before));
  const entriesAfter = entriesOf(definition, listed(after));
  for (const [entry, facetAfter] of entriesAfter) {
    const facetBefore = entriesBefore.get(entry);
    if (facetBefore === undefined) {
      await addEntry(ctx, counts, after, { entry, facet: facetAfter });
    } else {
      await keepEntry(ctx, counts, change, { entry, facetBefore, facetAfter });
    }
  }
  for (const entry of entriesBefore.keys()) {
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
  { entry, facet }: { entry: string; facet: string },
): Promise<void> {
  const { _id: objectId, archived, createdKey, nameKey } = object;
  const list = entryList(object.organizationId, object.type, entry);
  await ctx.db.insert("objectEntries", { list, objectId, archived, createdKey, nameKey });
  await counts.insert(list, createdKey, facet);
}

/** An object that is missing in the list, because its type declared the filter later, comes into it now. */
async function keepEntry(
  ctx: MutationCtx,
  counts: ListCounts,
  { before, after }: { before: StoredObject; after: StoredObject },
  { entry, facetBefore, facetAfter }: { entry: string; facetBefore: string; facetAfter: string },
): Promise<void> {
  const { archived, nameKey, createdKey } = after;
  const isMoved = archived !== before.archived || nameKey !== before.nameKey;
  if (!isMoved && facetAfter === facetBefore) {
    return;
  }
  const list = entryList(after.organizationId, after.type, entry);
  const row = await findEntry(ctx, before, list);
  if (row === null) {
    await addEntry(ctx, counts, after, { entry, facet: facetAfter });
    return;
  }
  if (isMoved) {
    await ctx.db.patch("objectEntries", row._id, { archived, nameKey });
  }
  if (facetAfter !== facetBefore) {
    await counts.changeFacet(list, createdKey, facetAfter);
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
  if (row !== null) {
    await ctx.db.delete("objectEntries", row._id);
    await counts.remove(list, object.createdKey);
  }
}

/**
 * `createdKey` is unique in a list, so the index finds the one row without an index of its own. Null for an object that
 * is older than the declaration of the filter, until `maintenance` comes to it.
 */
async function findEntry(ctx: QueryCtx, object: StoredObject, list: string) {
  return await ctx.db
    .query("objectEntries")
    .withIndex("by_created", (q) =>
      q.eq("list", list).eq("archived", object.archived).eq("createdKey", object.createdKey),
    )
    .unique();
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
  await ctx.db.replace("objectSearch", (await loadSearchRow(ctx, after._id))._id, row);
}

/** What search keeps of an object. */
export async function loadSearchRow(ctx: QueryCtx, objectId: Id<"objects">): Promise<Doc<"objectSearch">> {
  const row = await ctx.db
    .query("objectSearch")
    .withIndex("by_object", (q) => q.eq("objectId", objectId))
    .unique();
  if (row === null) {
    throw new Error(`The object ${objectId} is missing in search`);
  }
  return row;
}

function searchRow(definition: ObjectDefinition, object: StoredObject) {
  const { _id: objectId, organizationId, type, subtype, status, archived, createdKey, nameKey } = object;
  const values = definition.searchBy.map((property): unknown => object.customProperties[property]);
  return {
    ...{ objectId, organizationId, type, subtype, status, archived, createdKey, nameKey },
    entries: [...entriesOf(definition, listed(object)).keys()],
    text: searchText([object.name, ...values.filter((value) => typeof value === "string")]),
  };
}
