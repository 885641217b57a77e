"use client";

import type { ComponentType } from "react";
import { useTranslations } from "use-intl/react";
import { onDemand } from "../../live/onDemand";
import { useToast } from "../../ui/Toast";
import type { DialogTarget, TypeDialogProps } from "./ObjectDialog";

export interface OpenDialogProps<Shown> extends TypeDialogProps<Shown> {
  target: DialogTarget<Shown>;
}

/** The dialog of a type, whose code loads when it is opened for the first time. */
export function typeDialog<Shown>(
  load: () => Promise<ComponentType<OpenDialogProps<Shown>>>,
): ComponentType<TypeDialogProps<Shown>> {
  const OpenDialog = onDemand(load);
  return function TypeDialog({ target, ...rest }) {
    const t = useTranslations("objects.form");
    const show = useToast();
    if (target === undefined) return null;
    const onMissing = () => {
      show({ text: t("notLoaded"), tone: "danger" });
      rest.onClose();
    };
    return <OpenDialog props={{ target, ...rest }} onMissing={onMissing} />;
  };
}
