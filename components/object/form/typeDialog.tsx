"use client";

import type { ComponentType } from "react";
import { onDemand } from "../../live/onDemand";
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
    if (target === undefined) return null;
    return <OpenDialog props={{ target, ...rest }} onMissing={rest.onClose} />;
  };
}
