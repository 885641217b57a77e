"use client";

import { Archive, ArchiveRestore, ChevronDown, ChevronUp, Pencil, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import type { BaseFields } from "@/lib/ontology/defineObject";
import { useMediaQuery } from "../../live/useMediaQuery";
import { Button } from "../../ui/Button";
import { capitalized } from "../../ui/capitalized";
import { EmptyState } from "../../ui/EmptyState";
import { Sheet } from "../../ui/Sheet";
import { Skeleton } from "../../ui/Skeleton";
import type { ListState } from "../list/useListState";
import { findRowLink } from "../ObjectTable";
import type { ObjectWords } from "../objectWords";

interface ObjectSheetProps<Row> {
  words: ObjectWords;
  state: ListState;
  /** The rows beside the sheet, in their order; the arrow keys move through them. */
  rows: readonly Row[];
  /** What is open, as soon as it is loaded. */
  loaded: Row | undefined;
  error: Error | undefined;
  /** Undefined for people who may only read. */
  actions: SheetActions<Row> | undefined;
  children: (object: Row) => ReactNode;
}

interface SheetActions<Row> {
  edit: (object: Row) => void;
  archive: (object: Row) => void;
  restore: (object: Row) => void;
}

type SheetRow = Pick<BaseFields, "id" | "name" | "archivedAt">;

/** One object beside the list, or over it where there is no room. */
export function ObjectSheet<Row extends SheetRow>(props: ObjectSheetProps<Row>) {
  const { words, state, rows, loaded, error, actions, children } = props;
  const t = useTranslations("objects");
  const hasRoom = useMediaQuery("(min-width: 64rem)");
  const openId = state.list.open;
  const close = () => state.open(undefined);
  // The row is already here, so the sheet opens full; what it lacks follows.
  const object = loaded ?? rows.find(({ id }) => id === openId);
  const { previous, next } = neighbours(rows, openId);
  const returnFocus = useReturnToRow(openId);
  const turn = (event: KeyboardEvent) => {
    const target = event.key === "ArrowDown" ? next : event.key === "ArrowUp" ? previous : undefined;
    if (target === undefined || event.altKey || event.metaKey || event.ctrlKey || isWriting(event.target))
      return;
    event.preventDefault();
    state.open(target);
  };
  return (
    <Sheet
      open={openId !== undefined}
      onClose={close}
      modal={!hasRoom}
      title={object?.name ?? capitalized(words.singular)}
      onKeyDown={turn}
      returnFocus={returnFocus}
    >
      <SheetBar onClose={close}>
        <TurnButton
          label={t("previousObject", { singular: words.singular })}
          target={previous}
          onOpen={state.open}
        >
          <ChevronUp aria-hidden />
        </TurnButton>
        <TurnButton label={t("nextObject", { singular: words.singular })} target={next} onOpen={state.open}>
          <ChevronDown aria-hidden />
        </TurnButton>
        <span className="flex-1" />
        {object === undefined || actions === undefined ? null : (
          <SheetButtons object={object} actions={actions} />
        )}
      </SheetBar>
      {object === undefined ? (
        <Missing words={words} error={error} />
      ) : (
        // Another object is another sheet: what was begun on the first must not be saved to the second.
        <div key={object.id} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
          {children(object)}
        </div>
      )}
    </Sheet>
  );
}

function SheetBar({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <div className="flex h-13 shrink-0 items-center gap-1 border-b px-3">
      {children}
      <Button kind="quiet" size="icon" aria-label={t("close")} onClick={onClose}>
        <X aria-hidden />
      </Button>
    </div>
  );
}

interface TurnButtonProps {
  label: string;
  target: string | undefined;
  onOpen: (id: string) => void;
  children: ReactNode;
}

function TurnButton({ label, target, onOpen, children }: TurnButtonProps) {
  return (
    <Button
      kind="quiet"
      size="icon"
      aria-label={label}
      disabled={target === undefined}
      onClick={() => (target === undefined ? undefined : onOpen(target))}
    >
      {children}
    </Button>
  );
}

interface SheetButtonsProps<Row> {
  object: Row;
  actions: SheetActions<Row>;
}

function SheetButtons<Row extends SheetRow>({ object, actions }: SheetButtonsProps<Row>) {
  const t = useTranslations("objects");
  const common = useTranslations("common");
  const isArchived = object.archivedAt !== null;
  const Icon = isArchived ? ArchiveRestore : Archive;
  return (
    <>
      <Button kind="quiet" onClick={() => actions.edit(object)}>
        <Pencil aria-hidden />
        {common("edit")}
      </Button>
      <Button kind="quiet" onClick={() => (isArchived ? actions.restore(object) : actions.archive(object))}>
        <Icon aria-hidden />
        {t(isArchived ? "restore" : "archive")}
      </Button>
    </>
  );
}

function Missing({ words, error }: { words: ObjectWords; error: Error | undefined }) {
  const t = useTranslations("objects");
  if (error === undefined) {
    return (
      <div className="flex flex-col gap-4 p-6">
        <Skeleton className="h-6 w-1/2" />
        <Skeleton className="h-3 w-3/4" />
        <Skeleton className="h-3 w-2/3" />
      </div>
    );
  }
  return (
    <EmptyState icon={<X aria-hidden />} title={t("notHere", { singular: words.singular })}>
      {t("notHereWhy")}
    </EmptyState>
  );
}

function neighbours(rows: readonly SheetRow[], openId: string | undefined) {
  const position = rows.findIndex(({ id }) => id === openId);
  return {
    previous: rows[position - 1]?.id,
    next: position < 0 ? undefined : rows[position + 1]?.id,
  };
}

/** Keeps the row of what is open in view, and leads back to it. */
function useReturnToRow(openId: string | undefined): () => HTMLElement | null {
  const [last, setLast] = useState(openId);
  if (openId !== undefined && openId !== last) setLast(openId);
  useEffect(() => {
    if (openId !== undefined) findRowLink(openId)?.closest("tr")?.scrollIntoView({ block: "nearest" });
  }, [openId]);
  return () =>
    last === undefined ? null : (findRowLink(last) ?? document.querySelector<HTMLElement>("main#content"));
}

/** Arrow keys belong to whoever writes. */
function isWriting(target: EventTarget): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [role=menu]") !== null;
}
