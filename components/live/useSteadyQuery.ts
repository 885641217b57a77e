import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { useKept } from "./useKept";
import { type LiveQuery, useLiveQuery } from "./useLiveQuery";

/** A subscription to one thing: its answer stays on the page while the session is renewed. */
export function useSteadyQuery<Query extends FunctionReference<"query">>(
  query: Query,
  args: FunctionArgs<Query> | "skip",
): LiveQuery<FunctionReturnType<Query>> {
  const live = useLiveQuery(query, args);
  const { value } = useKept(live.data, "");
  return { ...live, data: value };
}
