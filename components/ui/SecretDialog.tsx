"use client";

import type { ReactNode } from "react";
import { Button } from "./Button";
import { CopyField } from "./CopyField";
import { Dialog, DialogFooter } from "./Dialog";

interface SecretDialogProps {
  title: string;
  label: string;
  secret: string;
  children: ReactNode;
  onSaved: () => void;
}

/** Shows a secret this one time. It is nowhere but in this dialog, and gone with it. */
export function SecretDialog({ title, label, secret, children, onSaved }: SecretDialogProps) {
  return (
    <Dialog
      open
      insistent
      onOpenChange={onSaved}
      title={title}
      description="It is shown this one time only. Nobody can look it up later."
    >
      <div className="flex flex-col gap-3 px-5 py-5 text-base text-ink-soft">
        <CopyField label={label} value={secret} />
        {children}
      </div>
      <DialogFooter>
        <Button kind="primary" size="md" onClick={onSaved}>
          I have saved it
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
