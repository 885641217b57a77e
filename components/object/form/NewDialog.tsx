"use client";

import { useState } from "react";
import { useTranslations } from "use-intl/react";
import type { BaseFields } from "@/lib/ontology/defineObject";
import { useToast } from "../../ui/Toast";
import { changesOf, emptyDraft, isChanged } from "./draft";
import { FormDialog } from "./FormDialog";
import type { ObjectDialogProps } from "./ObjectDialog";
import { ObjectForm } from "./ObjectForm";
import { useFormFields } from "./useFormFields";
import { useRefusal } from "./useRefusal";

type NewDialogProps<Shown extends BaseFields> = Pick<
  ObjectDialogProps<Shown>,
  "words" | "plan" | "create" | "onClose" | "onSaved"
>;

export function NewDialog<Shown extends BaseFields>(props: NewDialogProps<Shown>) {
  const { words, plan, create, onClose, onSaved } = props;
  const t = useTranslations("objects");
  const show = useToast();
  const fields = useFormFields(words, plan);
  const [empty] = useState(() => emptyDraft(fields));
  const [draft, setDraft] = useState(empty);
  const { problem, setProblem, showRefusal, isComplete } = useRefusal(fields);
  const save = async () => {
    setProblem(undefined);
    if (!isComplete(draft)) return;
    try {
      const { saved, isNew } = await create(changesOf(fields, draft, empty), draft);
      show({ text: t(isNew ? "form.added" : "form.knownBefore", { name: saved.name }) });
      onClose();
      onSaved(saved);
    } catch (error) {
      await showRefusal(error);
    }
  };
  return (
    <FormDialog
      title={t("new", { singular: words.singular })}
      isEdited={isChanged(draft, empty)}
      onClose={onClose}
    >
      <ObjectForm
        isQuick
        fields={fields}
        draft={draft}
        problem={problem}
        submitLabel={t("form.add", { singular: words.singular })}
        onChange={(path, value) => setDraft((current) => ({ ...current, [path]: value }))}
        onSubmit={save}
        onCancel={onClose}
      />
    </FormDialog>
  );
}
