"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "../../ui/Button";
import { Dialog, DialogFooter } from "../../ui/Dialog";

interface FormDialogProps {
  title: string;
  /** Whether closing would lose something. */
  isEdited: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog with a form: no slip of the hand loses what was typed into it. */
export function FormDialog({ title, isEdited, onClose, children }: FormDialogProps) {
  const [isAsking, setAsking] = useState(false);
  useLeaveQuestion(isEdited);
  return (
    <>
      <Dialog open onOpenChange={() => (isEdited ? setAsking(true) : onClose())} title={title}>
        {children}
      </Dialog>
      {isAsking ? <DiscardQuestion onKeep={() => setAsking(false)} onDiscard={onClose} /> : null}
    </>
  );
}

function DiscardQuestion({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  const t = useTranslations("objects.form.discard");
  return (
    <Dialog open narrow onOpenChange={onKeep} title={t("title")} description={t("text")}>
      <DialogFooter>
        <Button kind="danger" size="md" onClick={onDiscard}>
          {t("discard")}
        </Button>
        <Button kind="primary" size="md" autoFocus onClick={onKeep}>
          {t("keep")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

/** The browser's own question, for when the whole page is left. */
function useLeaveQuestion(isEdited: boolean): void {
  useEffect(() => {
    if (!isEdited) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isEdited]);
}
