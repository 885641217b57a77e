"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { classNames } from "../ui/classNames";
import { useCopied } from "../ui/useCopied";
import { ActionText } from "./ActionText";
import type { Place } from "./actionWords";
import type { AuditAction, AuditTexts } from "./auditTexts";
import { ChangeList } from "./ChangeList";
import { DoorMark } from "./DoorMark";

interface ActionEntryProps {
  action: AuditAction;
  texts: AuditTexts;
  place: Place;
  what?: (name: ReactNode) => ReactNode;
  time: ReactNode;
}

/** One entry of the audit: the sentence and the time, and behind a button what changed and by which request. */
export function ActionEntry({ action, texts, place, what, time }: ActionEntryProps) {
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const { t } = texts;
  const hasDetails = Object.keys(action.changes).length > 0 || action.requestId !== null;
  return (
    <div className="flex min-w-0 gap-3">
      <DoorMark kind={action.actor.kind} />
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="text-sm text-ink-soft wrap-anywhere">
          <ActionText action={action} texts={texts} place={place} {...(what === undefined ? {} : { what })} />
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs">
          {time}
          {hasDetails ? (
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={isOpen ? detailsId : undefined}
              onClick={() => setOpen(!isOpen)}
              className="-mx-1 inline-flex h-6 items-center gap-0.5 rounded-sm px-1 text-ink-soft hover:bg-sunken hover:text-ink"
            >
              <ChevronRight
                aria-hidden
                className={classNames("size-3.5 transition-transform", isOpen && "rotate-90")}
              />
              {t("history.details")}
            </button>
          ) : null}
        </p>
        {isOpen ? (
          <div id={detailsId} className="mt-1.5 flex flex-col gap-2 rounded-md bg-hover px-3 py-2.5">
            {Object.keys(action.changes).length === 0 ? null : <ChangeList action={action} texts={texts} />}
            {action.requestId === null ? null : <RequestId id={action.requestId} texts={texts} />}
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** For whoever asks the people behind a program what it did: their logs have it, too. */
function RequestId({ id, texts: { t, common } }: { id: string; texts: AuditTexts }) {
  const { isCopied, copy } = useCopied(id);
  return (
    <p className="flex min-w-0 items-center gap-2 text-xs text-ink-faint">
      <span className="shrink-0">{t("history.requestId")}</span>
      <span className="min-w-0 truncate font-mono">{id}</span>
      <button
        type="button"
        aria-label={t("history.copyRequestId")}
        onClick={copy}
        className="shrink-0 rounded-sm px-1 py-0.5 text-ink-soft hover:bg-sunken hover:text-ink"
      >
        {isCopied ? common("copied") : common("copy")}
      </button>
    </p>
  );
}
