"use client";

import { Pencil } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useRefusals } from "../../live/useRefusals";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Textarea } from "../../ui/Input";
import { Part } from "./parts";

export interface NotesPartProps {
  title: string;
  notes: string | null;
  version: number;
  /** Undefined for people who may only read. */
  onSave: SaveNotes | undefined;
}

/** Null clears them. */
type SaveNotes = (notes: string | null, expectedVersion: number) => Promise<unknown>;

/** Notes that are written where they are read. */
export function NotesPart({ title, notes, version, onSave }: NotesPartProps) {
  const t = useTranslations("objects");
  const common = useTranslations("common");
  const [isEditing, setEditing] = useState(false);
  if (isEditing && onSave !== undefined) {
    return (
      <Part title={title}>
        <NotesForm
          title={title}
          notes={notes}
          version={version}
          onSave={onSave}
          onClose={() => setEditing(false)}
        />
      </Part>
    );
  }
  return (
    <Part
      title={title}
      action={
        onSave === undefined ? null : (
          <Button kind="quiet" size="icon" aria-label={t("editNotes")} onClick={() => setEditing(true)}>
            <Pencil aria-hidden />
          </Button>
        )
      }
    >
      <p dir="auto" className="whitespace-pre-wrap break-words text-base leading-relaxed">
        {notes ?? <span className="text-ink-faint">{common("none")}</span>}
      </p>
    </Part>
  );
}

interface NotesFormProps {
  title: string;
  notes: string | null;
  version: number;
  onSave: SaveNotes;
  onClose: () => void;
}

/**
 * Remembers the notes that writing began with. Whoever else saves other fields meanwhile is in nobody's way; whoever
 * saves other notes is shown, and the writer decides.
 */
function NotesForm({ title, notes, version, onSave, onClose }: NotesFormProps) {
  const common = useTranslations("common");
  const { refusalText } = useRefusals();
  const [base, setBase] = useState(notes);
  const [draft, setDraft] = useState(notes ?? "");
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const isOvertaken = notes !== base;
  const save = async () => {
    if (isOvertaken || isPending) return;
    const text = draft.trim() === "" ? null : draft;
    if (text === base) return onClose();
    setPending(true);
    setProblem(undefined);
    try {
      await onSave(text, version);
      onClose();
    } catch (error) {
      setProblem(await refusalText(error));
      setPending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
  };
  return (
    <div data-keeps-escape className="flex flex-col gap-2" onKeyDown={onKeyDown}>
      <Textarea
        autoFocus
        rows={6}
        aria-label={title}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      {problem === undefined || isOvertaken ? null : <Alert>{problem}</Alert>}
      {isOvertaken ? (
        <Overtaken
          notes={notes}
          onTakeTheirs={onClose}
          onKeepMine={() => {
            setBase(notes);
            setProblem(undefined);
          }}
        />
      ) : (
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button kind="primary" pending={isPending} onClick={() => void save()}>
            {common("save")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface OvertakenProps {
  notes: string | null;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}

function Overtaken({ notes, onTakeTheirs, onKeepMine }: OvertakenProps) {
  const t = useTranslations("objects");
  const common = useTranslations("common");
  return (
    <div role="alert" className="flex flex-col gap-2 rounded-md bg-copper-soft p-3 text-sm text-copper-ink">
      <p>{t("notesOvertaken")}</p>
      <blockquote
        dir="auto"
        className="whitespace-pre-wrap break-words border-l-2 border-copper pl-3 text-ink"
      >
        {notes ?? common("none")}
      </blockquote>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onTakeTheirs}>{t("takeTheirs")}</Button>
        <Button onClick={onKeepMine}>{t("keepMine")}</Button>
      </div>
    </div>
  );
}
