"use client";

import { useMemo } from "react";
import type { ObjectWords } from "../objectWords";
import type { ListShape } from "./objectList";

/** What the address of a type's list can say: by its words, and what its declaration adds. Both must be constants. */
export function useListShape(
  { subtypes, statuses }: ObjectWords,
  { parameter, filters }: Pick<ListShape, "parameter" | "filters">,
): ListShape {
  return useMemo(
    () => ({
      parameter,
      filters,
      subtypes: subtypes.map(({ value }) => value),
      statuses: statuses.map(({ value }) => value),
    }),
    [subtypes, statuses, parameter, filters],
  );
}
