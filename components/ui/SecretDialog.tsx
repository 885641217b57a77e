"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
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
  const t = useTranslations("common.secret");
  return (
    <Dialog open insistent onOpenChange={onSaved} title={title} description={t("once")}>
      <div className="flex flex-col gap-3 px-5 py-5 text-base text-ink-soft">
        <CopyField label={label} value={secret} />
        {children}
      </div>
      <DialogFooter>
        <Button kind="primary" size="md" onClick={onSaved}>
          {t("saved")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
