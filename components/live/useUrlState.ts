"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

type Change = "push" | "replace";

/**
 * State that lives in the query string: shareable, and the back button undoes it. It goes through the history of the
 * browser and not through the router, because no server has to render anything for it.
 */
export function useUrlState<State>(
  parse: (parameters: URLSearchParams) => State,
  print: (state: State) => URLSearchParams,
): [State, (next: State, change?: Change) => void] {
  const pathname = usePathname();
  const state = parse(new URLSearchParams(useSearchParams()));
  const write = useCallback(
    (next: State, change: Change = "push") => {
      const query = print(next).toString();
      const url = query === "" ? pathname : `${pathname}?${query}`;
      if (change === "push") window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
    },
    [pathname, print],
  );
  return [state, write];
}
