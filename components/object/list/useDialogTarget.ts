"use client";

import { useState } from "react";
import type { DialogTarget } from "../form/ObjectDialog";
import type { ListState } from "./useListState";

/** What the form of a type is open for: a new object, which the address says, or one that is edited. */
export function useDialogTarget<Row>({ list, add }: ListState) {
  const [edited, setEdited] = useState<Row>();
  const target: DialogTarget<Row> | undefined =
    edited !== undefined ? { kind: "edit", object: edited } : list.adding ? { kind: "new" } : undefined;
  return {
    target,
    edit: setEdited,
    close: () => {
      if (edited === undefined) add(false);
      else setEdited(undefined);
    },
  };
}
