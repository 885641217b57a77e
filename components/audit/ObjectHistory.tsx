"use client";

import { useMemo } from "react";
import { api } from "@/convex/_generated/api";
import { LoadError } from "../live/LoadError";
import { useLiveQuery } from "../live/useLiveQuery";
import type { ObjectWords } from "../object/objectWords";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { Skeleton } from "../ui/Skeleton";
import { ActionEntry } from "./ActionEntry";
import { RelativeTime } from "../object/RelativeTime";
import { useActionLog, usePaging } from "./useActionLog";
import { useAuditTexts } from "./useAuditTexts";

const PAGE = 20;
const SKELETON_ENTRIES = 3;

export interface ObjectHistoryProps {
  objectId: string;
  /** Of the object's type. */
  words: ObjectWords;
}

/** What happened to an object, newest first and live. The texts of `audit` have to be among those of the page. */
export function ObjectHistory({ objectId, words }: ObjectHistoryProps) {
  const { sessionId } = useSession();
  const texts = useAuditTexts(useMemo(() => ({ [words.type]: words }), [words]));
  const { t } = texts;
  const paging = usePaging(objectId);
  const args = { sessionId, objectId, limit: PAGE };
  const { cursor } = paging.loaded;
  const newest = useLiveQuery(api.audit.objectHistory, args);
  const earlier = useLiveQuery(api.audit.objectHistory, cursor === undefined ? "skip" : { ...args, cursor });
  const log = useActionLog({ newest, earlier, paging });
  if (log.error !== undefined) {
    return <LoadError title={t("history.failed")} error={log.error} onRetry={log.retry} />;
  }
  if (log.actions === undefined) return <HistorySkeleton label={t("history.loading")} />;
  if (log.actions.length === 0) return <p className="text-sm text-ink-faint">{t("history.empty")}</p>;
  return (
    <>
      <ol className="flex flex-col gap-4">
        {log.actions.map((action) => (
          <li key={action.id}>
            <ActionEntry
              action={action}
              texts={texts}
              place="here"
              time={<RelativeTime atMs={action.createdAt} />}
            />
          </li>
        ))}
      </ol>
      {log.hasEarlier ? (
        <Button className="mt-4" pending={log.isLoadingEarlier} onClick={log.showEarlier}>
          {t("history.earlier")}
        </Button>
      ) : null}
    </>
  );
}

function HistorySkeleton({ label }: { label: string }) {
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="sr-only">
        {label}
      </p>
      {Array.from({ length: SKELETON_ENTRIES }, (_, index) => (
        <div key={index} className="flex gap-3">
          <Skeleton round className="size-6" />
          <div className="flex flex-1 flex-col gap-2 pt-1.5">
            <Skeleton className="h-3 w-4/5" />
            <Skeleton className="h-2.5 w-20" />
          </div>
        </div>
      ))}
    </div>
  );
}
