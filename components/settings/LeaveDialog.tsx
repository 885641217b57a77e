"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl/react";
import { ConfirmDialog } from "../object/ConfirmDialog";

interface LeaveDialogProps {
  href: string;
  onStay: () => void;
}

/** Before a link takes its reader away from what is not saved. */
export function LeaveDialog({ href, onStay }: LeaveDialogProps) {
  const t = useTranslations("settings.leave");
  const router = useRouter();
  const leave = async () => {
    router.push(href);
    onStay();
    return await Promise.resolve();
  };
  return (
    <ConfirmDialog title={t("title")} confirmLabel={t("go")} onConfirm={leave} onClose={onStay}>
      <p>{t("text")}</p>
    </ConfirmDialog>
  );
}
