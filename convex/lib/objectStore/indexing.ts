import type { MutationCtx } from "../../_generated/server";
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
      await keepEntry(ctx, change, entry);
      if (facetAfter !== facetBefore) {
        const list = entryList(after.organizationId, after.type, entry);
        await counts.changeFacet(list, after.createdKey, facetAfter);
      }
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

async function keepEntry(
  ctx: MutationCtx,
  { before, after }: { before: StoredObject; after: StoredObject },
  entry: string,
): Promise<void> {
  const { archived, nameKey } = after;
  if (archived === before.archived && nameKey === before.nameKey) {
    return;
  }
  const row = await findEntry(ctx, before, entryList(after.organizationId, after.type, entry));
  await ctx.db.patch("objectEntries", row._id, { archived, nameKey });
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
    entries: [...entriesOf(definition, listed(object)).keys()],
    text: searchText([object.name, ...values.filter((value) => typeof value === "string")]),
  };
}
