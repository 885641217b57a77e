"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useRefusals } from "../live/useRefusals";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { Dialog, DialogFooter } from "../ui/Dialog";

interface ConfirmDialogProps {
  title: string;
  /** What happens then, and what cannot be taken back. */
  children: ReactNode;
  confirmLabel: string;
  /** Not red, for what gives instead of taking. */
  isHarmless?: boolean;
  /** What not doing it is called, where that is more than to cancel. */
  cancelLabel?: string;
  /** Closes the dialog when it is done. A refusal is shown here. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** For what cannot be undone. What can is done at once, with an undo in its message. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirmLabel, isHarmless = false, cancelLabel, onConfirm, onClose } = props;
  const t = useTranslations("common");
  const { refusalText } = useRefusals();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const confirm = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      await onConfirm();
    } catch (error) {
      setProblem(await refusalText(error));
      setPending(false);
    }
  };
  return (
    <Dialog open narrow onOpenChange={onClose} title={title}>
      <div className="flex flex-col gap-3 px-5 py-4 text-base text-ink-soft">
        {children}
        {problem === undefined ? null : <Alert>{problem}</Alert>}
      </div>
      <DialogFooter>
        <Button size="md" onClick={onClose}>
          {cancelLabel ?? t("cancel")}
        </Button>
        <Button
          kind={isHarmless ? "primary" : "danger"}
          size="md"
          pending={isPending}
          onClick={() => void confirm()}
        >
          {confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
