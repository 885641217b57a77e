import { useQuery_experimental } from "convex/react";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { useEffect, useState } from "react";
import { useRenewal } from "../session/renewal";
import { isUnauthorized } from "./appError";

export interface LiveQuery<Data> {
  data: Data | undefined;
  /** Why there is no answer. A session that only has to be renewed is not an error. */
  error: Error | undefined;
  retry: () => void;
}

/** A subscription that survives the end of a `sessionId` and can be asked again after an error. */
export function useLiveQuery<Query extends FunctionReference<"query">>(
  query: Query,
  args: FunctionArgs<Query> | "skip",
): LiveQuery<FunctionReturnType<Query>> {
  const [isPaused, setPaused] = useState(false);
  const result = useQuery_experimental({ query, args: isPaused ? "skip" : args });
  const error = result.status === "error" ? result.error : undefined;
  const isRefused = isUnauthorized(error);

  // The renewal also finds out that a session was revoked, and then leaves for the sign-in.
  const renew = useRenewal();
  useEffect(() => {
    if (isRefused) renew();
  }, [isRefused, renew]);

  // Leaving the subscription for a moment is what makes the client ask again.
  useEffect(() => {
    if (!isPaused) return;
    const timer = window.setTimeout(() => setPaused(false), 50);
    return () => window.clearTimeout(timer);
  }, [isPaused]);

  return {
    data: result.status === "success" ? result.data : undefined,
    error: isRefused ? undefined : error,
    retry: () => setPaused(true),
  };
}
