"use client";

import { Archive, ArchiveRestore, Tag, Tags, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useFormats } from "../../i18n/useFormats";
import { useToast } from "../../ui/Toast";
import { Button } from "../../ui/Button";
import { BulkReport } from "./BulkReport";
import { type BulkChange, type BulkRow, type BulkTask, type BulkType, undoOf } from "./bulkSteps";
import { BulkTagsDialog } from "./BulkTagsDialog";
import { type BulkOutcome, type BulkProgress, useBulk } from "./useBulk";

export interface BulkBarProps {
  type: BulkType;
  rows: readonly BulkRow[];
  onClear: () => void;
  /** What is still to be dealt with. */
  onLeft: (rows: readonly BulkRow[]) => void;
  /** Around everything that it does. */
  onStart: () => void;
  onEnd: () => void;
}

/** What can be done with all rows that are chosen. Everything can be undone at once, so it asks no question first. */
export function BulkBar(props: BulkBarProps) {
  const { type, rows, onClear } = props;
  const t = useTranslations("objects.bulk");
  const [dialog, setDialog] = useState<"add" | "remove">();
  const { progress, cancel, report, closeReport, start, undo } = useBulkBar(props);
  const isShown = rows.length > 0 || progress !== undefined || report !== undefined;
  if (!isShown) return null;
  return (
    <section aria-label={t("label")} className="shrink-0 border-t bg-selected" data-bulk={type}>
      {report === undefined ? null : <BulkReport outcome={report} onUndo={undo} onClose={closeReport} />}
      {progress === undefined ? (
        <Actions count={rows.length} onClear={onClear} onDialog={setDialog} onChange={start} />
      ) : (
        <Running progress={progress} onCancel={cancel} />
      )}
      {dialog === undefined ? null : (
        <BulkTagsDialog
          kind={dialog}
          rows={rows}
          onClose={() => setDialog(undefined)}
          onApply={(tags) => {
            setDialog(undefined);
            const [add, remove] = dialog === "add" ? [tags, []] : [[], tags];
            start({ kind: "tags", add, remove });
          }}
        />
      )}
    </section>
  );
}

interface ActionsProps {
  count: number;
  onClear: () => void;
  onDialog: (dialog: "add" | "remove") => void;
  onChange: (change: BulkChange) => void;
}

function Actions({ count, onClear, onDialog, onChange }: ActionsProps) {
  const t = useTranslations("objects.bulk");
  const objects = useTranslations("objects");
  const { number } = useFormats();
  if (count === 0) return null;
  return (
    <Line>
      <p role="status" className="text-sm font-medium tabular-nums text-ink">
        {t("chosen", { count: number(count) })}
      </p>
      <Button kind="quiet" onClick={onClear}>
        <X aria-hidden />
        {t("clear")}
      </Button>
      <span className="ml-auto flex gap-1.5">
        <BulkButton label={t("addTags")} icon={<Tag aria-hidden />} onClick={() => onDialog("add")} />
        <BulkButton label={t("removeTags")} icon={<Tags aria-hidden />} onClick={() => onDialog("remove")} />
        <BulkButton
          label={objects("archive")}
          icon={<Archive aria-hidden />}
          onClick={() => onChange({ kind: "archive" })}
        />
        <BulkButton
          label={objects("restore")}
          icon={<ArchiveRestore aria-hidden />}
          onClick={() => onChange({ kind: "restore" })}
        />
      </span>
    </Line>
  );
}

interface BulkButtonProps {
  label: string;
  icon: ReactNode;
  onClick: () => void;
}

/** Only its picture where there is no room for words. */
function BulkButton({ label, icon, onClick }: BulkButtonProps) {
  return (
    <Button onClick={onClick} title={label} className="max-md:size-8 max-md:px-0">
      {icon}
      <span className="max-md:sr-only">{label}</span>
    </Button>
  );
}

function Running({ progress, onCancel }: { progress: BulkProgress; onCancel: () => void }) {
  const t = useTranslations("objects.bulk");
  const { number } = useFormats();
  const text = t("progress", { done: number(progress.done), count: number(progress.count) });
  return (
    <Line>
      <progress
        aria-label={t("label")}
        value={progress.done}
        max={progress.count}
        className="h-1.5 w-40 appearance-none overflow-hidden rounded-full bg-line accent-(--accent) max-sm:w-24"
      />
      <p role="status" className="text-sm tabular-nums text-ink-soft">
        {text}
      </p>
      <Button className="ml-auto" onClick={onCancel}>
        {t("cancel")}
      </Button>
    </Line>
  );
}

function Line({ children }: { children: ReactNode }) {
  return <div className="flex h-13 items-center gap-2 px-4 sm:gap-3 sm:px-6">{children}</div>;
}

function useBulkBar({ type, rows, onLeft, onStart, onEnd }: BulkBarProps) {
  const { progress, run, cancel } = useBulk(type);
  const [report, setReport] = useState<BulkOutcome>();
  const tell = useOutcomeToast();
  const work = async (tasks: readonly BulkTask[], undoing: boolean) => {
    if (tasks.length === 0) return;
    onStart();
    setReport(undefined);
    const outcome = await run(tasks);
    const left = [...outcome.failures.map(({ row }) => row), ...outcome.unreached.map(({ row }) => row)];
    onLeft(left);
    onEnd();
    if (left.length > 0) setReport(outcome);
    else tell({ outcome, undoing, undo: () => void work(outcome.changed.map(undoOf), true) });
    keepFocusOnPage();
  };
  return {
    ...{ progress, cancel, report },
    closeReport: () => setReport(undefined),
    start: (change: BulkChange) =>
      void work(
        rows.map((row) => ({ row, change })),
        false,
      ),
    undo: () => void work((report?.changed ?? []).map(undoOf), true),
  };
}

function useOutcomeToast() {
  const t = useTranslations("objects.bulk");
  const common = useTranslations("common");
  const show = useToast();
  return ({ outcome, undoing, undo }: { outcome: BulkOutcome; undoing: boolean; undo: () => void }) => {
    const count = outcome.changed.length;
    const kind = outcome.changed[0]?.change.kind;
    if (kind === undefined) return show({ text: t("unchanged") });
    if (undoing) return show({ text: t("undone", { count }) });
    const word = { archive: "archived", restore: "restored", tags: "changed" } as const;
    show({ text: t(word[kind], { count }), action: { label: common("undo"), run: undo } });
  };
}

/** The button that was pressed is gone with the rows that it was for; the keyboard goes on at the list. */
function keepFocusOnPage(): void {
  window.requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const place =
      document.querySelector<HTMLElement>("[data-row-link]") ?? document.getElementById("content");
    place?.focus({ preventScroll: true });
  });
}
