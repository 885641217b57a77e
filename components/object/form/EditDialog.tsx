"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { BaseFields } from "@/lib/ontology/defineObject";
import { readAppError } from "../../live/appError";
import { useToast } from "../../ui/Toast";
import { ConflictPanel, type Refusal } from "./ConflictPanel";
import { changesOf } from "./draft";
import { decided, isEdited, typed, undecided } from "./editing";
import { FormDialog } from "./FormDialog";
import type { FormField } from "./formFields";
import type { ObjectDialogProps } from "./ObjectDialog";
import { ObjectForm } from "./ObjectForm";
import { useEditing } from "./useEditing";
import { useFormFields } from "./useFormFields";
import { useRefusal } from "./useRefusal";
import { useSavers } from "./useSavers";

interface EditDialogProps<Shown extends BaseFields> extends Omit<
  ObjectDialogProps<Shown>,
  "target" | "create"
> {
  /** As it was when the dialog was opened. */
  object: Shown;
}

export function EditDialog<Shown extends BaseFields>(props: EditDialogProps<Shown>) {
  const { object, latest, words, plan, update, onClose, onSaved } = props;
  const t = useTranslations("objects");
  const show = useToast();
  const common = useTranslations("common");
  const fields = useFormFields(words, plan);
  const [isSaving, setSaving] = useState(false);
  const [editing, setEditing] = useEditing(fields, object, isSaving ? undefined : latest);
  const { base, draft, openedVersion } = editing;
  const savers = useSavers(object.id, { since: openedVersion, isNeeded: base.version > openedVersion });
  const { problem, setProblem, showRefusal, isComplete } = useRefusal(fields);
  const isOpen = undecided(editing).length > 0;
  const [refusal, setRefusal] = useState<Refusal>();
  const attempt = async () => {
    try {
      const saved = await update(object.id, base.version, changesOf(fields, draft, base.draft));
      show({ text: t("form.saved", { name: saved.name }) });
      onClose();
      onSaved(saved);
    } catch (error) {
      if (readAppError(error)?.code === "VERSION_CONFLICT") {
        setRefusal({ reason: "refused" });
      } else {
        await showRefusal(error);
      }
    }
  };
  const save = async () => {
    setProblem(undefined);
    setRefusal(undefined);
    if (isOpen) return setRefusal({ reason: "undecided" });
    if (!isComplete(draft)) return;
    setSaving(true);
    await attempt();
    setSaving(false);
  };
  return (
    <FormDialog
      title={t("form.edit", { singular: words.singular })}
      isEdited={isEdited(editing)}
      onClose={onClose}
    >
      <ObjectForm
        fields={fields}
        draft={draft}
        problem={problem}
        marks={Object.fromEntries(
          editing.taken.map((path) => [path, t("conflict.mark", savers.of(fieldOf(fields, path)))]),
        )}
        notices={
          <ConflictPanel
            editing={editing}
            fields={fields}
            savers={savers}
            isArchived={object.archivedAt === null && latest !== undefined && latest.archivedAt !== null}
            refusal={isOpen || refusal?.reason === "refused" ? refusal : undefined}
            onDecide={(path, choice) => setEditing((current) => decided(current, path, choice))}
          />
        }
        submitLabel={common("save")}
        onChange={(path, value) => setEditing((current) => typed(current, path, value))}
        onSubmit={save}
        onCancel={onClose}
      />
    </FormDialog>
  );
}

function fieldOf(fields: readonly FormField[], path: string): string {
  return fields.find(({ controls }) => controls.some((control) => control.path === path))?.name ?? path;
}
