"use client";

import { useMutation } from "convex/react";
import { ConvexError } from "convex/values";
import { api } from "@/convex/_generated/api";
import type { BulkType } from "../list/bulkSteps";
import { useSession } from "../../session/SessionProvider";
import type { TagChange } from "./TagEditor";

/** Adds or removes one tag without saying what the others are, so that it is in the way of nobody else's change. */
export function useTagChange(type: BulkType, id: string): (change: TagChange) => Promise<void> {
  const { sessionId, organization } = useSession();
  const changeObjects = useMutation(api.bulk.changeObjects);
  return async ({ kind, tag }) => {
    const [add, remove] = kind === "add" ? [[tag], []] : [[], [tag]];
    const { results } = await changeObjects({
      ...{ sessionId, organizationId: organization.id, type, ids: [id] },
      change: { kind: "tags", add, remove },
    });
    const [result] = results;
    if (result?.ok === false) {
      const { code, error, details } = result;
      throw new ConvexError({ code, error, details });
    }
  };
}
