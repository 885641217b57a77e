"use client";

import { useMutation } from "convex/react";
import { api } from "@/convex/_generated/api";
import type { BulkType } from "../list/bulkSteps";
import { useBulkReason } from "../list/useBulkReason";
import { useSession } from "../../session/SessionProvider";
import type { TagChange } from "./TagEditor";

/**
 * Adds or removes one tag without saying what the others are, so that it is in the way of nobody else's change. Answers why
 * it was refused, if it was.
 */
export function useTagChange(type: BulkType, id: string): (change: TagChange) => Promise<string | undefined> {
  const { sessionId, organization } = useSession();
  const changeObjects = useMutation(api.bulk.changeObjects);
  const reasonOf = useBulkReason();
  return async ({ kind, tag }) => {
    const [add, remove] = kind === "add" ? [[tag], []] : [[], [tag]];
    const { results } = await changeObjects({
      ...{ sessionId, organizationId: organization.id, type, ids: [id] },
      change: { kind: "tags", add, remove },
    });
    const [result] = results;
    return result?.ok === false ? await reasonOf(result) : undefined;
  };
}
