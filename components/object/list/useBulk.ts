"use client";

import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useRef, useState } from "react";
import { api } from "@/convex/_generated/api";
import { useRefusals } from "../../live/useRefusals";
import { useSession } from "../../session/SessionProvider";
import { type BulkRefusal, useBulkReason } from "./useBulkReason";
import { type BulkRow, type BulkTask, type BulkType, type Portion, portionsOf } from "./bulkSteps";

export interface BulkProgress {
  done: number;
  count: number;
}

export interface BulkFailure {
  row: BulkRow;
  reason: string;
}

export interface BulkOutcome {
  /** What is different now. Tasks whose object was already as wanted are in none of these. */
  changed: readonly BulkTask[];
  failures: readonly BulkFailure[];
  /** Those that nobody came to, because the reader stopped it. */
  unreached: readonly BulkTask[];
}

interface Bulk {
  /** While it runs. */
  progress: BulkProgress | undefined;
  run: (tasks: readonly BulkTask[]) => Promise<BulkOutcome>;
  cancel: () => void;
}

/** Does something to many objects, in portions, so that it can be watched and stopped. */
export function useBulk(type: BulkType): Bulk {
  const { sessionId, organization } = useSession();
  const changeObjects = useMutation(api.bulk.changeObjects);
  const reasonOf = useBulkReason();
  const { refusalText } = useRefusals();
  const [progress, setProgress] = useState<BulkProgress>();
  const isCancelled = useRef(false);

  const runPortion = async ({ change, tasks }: Portion): Promise<Part> => {
    const ids = tasks.map(({ row }) => row.id);
    try {
      const { results } = await changeObjects({
        ...{ sessionId, organizationId: organization.id, type, ids, change },
      });
      return await sorted(tasks, results, reasonOf);
    } catch (error) {
      const reason = await refusalText(error);
      return { changed: [], failures: tasks.map(({ row }) => ({ row, reason })) };
    }
  };
  const run = async (tasks: readonly BulkTask[]) => {
    isCancelled.current = false;
    setProgress({ done: 0, count: tasks.length });
    const parts: Part[] = [];
    const portions = portionsOf(tasks);
    let done = 0;
    for (const portion of portions) {
      if (isCancelled.current) break;
      parts.push(await runPortion(portion));
      done += portion.tasks.length;
      setProgress({ done, count: tasks.length });
    }
    setProgress(undefined);
    return {
      changed: parts.flatMap(({ changed }) => changed),
      failures: parts.flatMap(({ failures }) => failures),
      unreached: portions.slice(parts.length).flatMap((portion) => portion.tasks),
    };
  };
  return { progress, run, cancel: () => void (isCancelled.current = true) };
}

type Part = Pick<BulkOutcome, "changed" | "failures">;
type Results = FunctionReturnType<typeof api.bulk.changeObjects>["results"];

async function sorted(
  tasks: readonly BulkTask[],
  results: Results,
  reasonOf: (refusal: BulkRefusal) => Promise<string>,
): Promise<Part> {
  const byId = new Map(results.map((result) => [result.id, result]));
  const changed: BulkTask[] = [];
  const failures: BulkFailure[] = [];
  for (const task of tasks) {
    const result = byId.get(task.row.id);
    if (result?.ok === false) failures.push({ row: task.row, reason: await reasonOf(result) });
    else if (result?.changed === true) changed.push(task);
  }
  return { changed, failures };
}
