import * as z from "zod";
import { sorts } from "../lists/cursor";
import { objectId } from "../ontology/fields";

/** Numbers in a query are text. Anything but plain digits is refused, `1e2` and ` 5` included. */
function integer(from: number, to: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, "must be an integer")
    .transform(Number)
    .pipe(z.int().min(from).max(to));
}

export const idParams = z.object({ id: objectId() });

/** Matches are paged by offset, and their `total` is exact up to 1,000. */
export const search = z.string().min(1).max(500).optional().meta({
  description: "Beginnings of words, any case. Paged by `offset`; `total` is null beyond 1,000 candidates.",
});

export const pageQuery = {
  limit: integer(1, 200).optional().meta({ description: "How many to answer. 50 when omitted." }),
  offset: integer(0, Number.MAX_SAFE_INTEGER)
    .optional()
    .meta({ description: "How many to skip. For lists by createdAt whose total is exact." }),
  cursor: z.string().max(1000).optional().meta({ description: "`nextCursor` of the page before." }),
  sort: z.enum(sorts).optional().meta({ description: "`-createdAt` when omitted." }),
  archived: z.enum(["false", "true", "all"]).optional().meta({ description: "`false` when omitted." }),
};

/** For lists that are short by their nature. */
export const smallPageQuery = z.object({ limit: pageQuery.limit, offset: pageQuery.offset });

/** Answered with every list. `total` is null where no exact count is kept. */
export const pageFields = {
  total: z
    .int()
    .nullable()
    .meta({ examples: [1] }),
  limit: z.int().meta({ examples: [50] }),
  offset: z
    .int()
    .nullable()
    .meta({ examples: [0] }),
  hasMore: z.boolean().meta({ examples: [false] }),
  nextCursor: z.string().nullable().meta({ description: "For `cursor`. Null on the last page." }),
};
