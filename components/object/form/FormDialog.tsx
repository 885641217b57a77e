"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useUnsaved } from "../../live/useUnsaved";
import { Dialog } from "../../ui/Dialog";
import { ConfirmDialog } from "../ConfirmDialog";

interface FormDialogProps {
  title: string;
  /** Whether closing would lose something. */
  isEdited: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with a form: no slip of the hand loses what was typed into it. */
export function FormDialog({ title, isEdited, onClose, children }: FormDialogProps) {
  const t = useTranslations("objects.form.discard");
  const [isAsking, setAsking] = useState(false);
  useUnsaved(isEdited);
  return (
    <>
      <Dialog open onOpenChange={() => (isEdited ? setAsking(true) : onClose())} title={title}>
        {children}
      </Dialog>
      {isAsking ? (
        <ConfirmDialog
          title={t("title")}
          confirmLabel={t("discard")}
          cancelLabel={t("keep")}
          onConfirm={async () => onClose()}
          onClose={() => setAsking(false)}
        >
          <p>{t("text")}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
