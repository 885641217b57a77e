import type { MutationCtx } from "../../_generated/server";
import { definitionOf, registry } from "../../../lib/ontology/registry";
import { ListCounts } from "./counts";
import { stored } from "./document";
import { completeIndexes } from "./indexing";

/** Objects may be large, and stand in many lists. */
const OBJECTS_AT_ONCE = 50;

/**
 * Brings some objects into the lists and the search that their types declare now, and says whether there are more. A type
 * that gets a filter finds its objects without it; this makes the list whole, once for each declaration.
 */
export async function completeLists(ctx: MutationCtx): Promise<{ isDone: boolean }> {
  const declared = JSON.stringify(registry.map(({ type, filters, searchBy }) => [type, filters, searchBy]));
  const row = await ctx.db.query("listCompletions").first();
  const isCurrent = row?.declared === declared;
  if (isCurrent && row.isDone) {
    return { isDone: true };
  }
  const cursor = isCurrent ? row.cursor : null;
  const { page, isDone, continueCursor } = await ctx.db
    .query("objects")
    .paginate({ numItems: OBJECTS_AT_ONCE, cursor });
  const counts = new ListCounts(ctx);
  for (const object of page) {
    const definition = definitionOf(object.type);
    if (definition !== null) {
      await completeIndexes(ctx, counts, definition, stored(object));
    }
  }
  await counts.flush();
  const progress = { declared, cursor: isDone ? null : continueCursor, isDone };
  if (row === null) {
    await ctx.db.insert("listCompletions", progress);
  } else {
    await ctx.db.replace("listCompletions", row._id, progress);
  }
  return { isDone };
}
