"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../ui/Button";
import { DialogFooter } from "../ui/Dialog";

interface FormFooterProps {
  submitLabel: string;
  isPending: boolean;
  onCancel: () => void;
}

/** Below a form in a dialog. */
export function FormFooter({ submitLabel, isPending, onCancel }: FormFooterProps) {
  const t = useTranslations("common");
  return (
    <DialogFooter>
      <Button size="md" onClick={onCancel}>
        {t("cancel")}
      </Button>
      <Button type="submit" kind="primary" size="md" pending={isPending}>
        {submitLabel}
      </Button>
    </DialogFooter>
  );
}
