"use client";

import type { BaseFields } from "@/lib/ontology/defineObject";
import type { ObjectWords } from "../objectWords";
import type { Draft } from "./draft";
import { EditDialog } from "./EditDialog";
import type { FormPlan } from "./formFields";
import { NewDialog } from "./NewDialog";

export type DialogTarget<Shown> = { kind: "new" } | { kind: "edit"; object: Shown };

/** What the dialogs of all types have in common for whoever opens them. Closed while there is no target. */
export interface TypeDialogProps<Shown> {
  target: DialogTarget<Shown> | undefined;
  words: ObjectWords;
  onClose: () => void;
  onSaved: (saved: Shown) => void;
}

/** What only the type knows: its plan, and the functions that save it. */
export interface ObjectDialogProps<Shown extends BaseFields> extends TypeDialogProps<Shown> {
  target: DialogTarget<Shown>;
  plan: FormPlan;
  /** The edited object as it is now; undefined until that is known. */
  latest: Shown | undefined;
  /** `given` holds what was filled in. Says whether it was new, or known before. */
  create: (given: object, draft: Draft) => Promise<{ saved: Shown; isNew: boolean }>;
  /** `updates` holds what was changed. */
  update: (id: string, expectedVersion: number, updates: object) => Promise<Shown>;
}

/** Creates or edits an object of any registered type. */
export function ObjectDialog<Shown extends BaseFields>(props: ObjectDialogProps<Shown>) {
  const { target } = props;
  return target.kind === "new" ? (
    <NewDialog {...props} />
  ) : (
    <EditDialog key={target.object.id} {...props} object={target.object} />
  );
}
