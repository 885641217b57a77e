import { type Dispatch, type SetStateAction, useState } from "react";
import type { BaseFields } from "@/lib/ontology/defineObject";
import { draftOf } from "./draft";
import { begin, type Editing, followed, isEdited, type Saved } from "./editing";
import type { FormField } from "./formFields";

/** An edit that follows what others save. `latest` is left out while our own save is on its way. */
export function useEditing(
  fields: readonly FormField[],
  object: BaseFields,
  latest: BaseFields | undefined,
): [Editing, Dispatch<SetStateAction<Editing>>] {
  const [editing, setEditing] = useState(() => begin(savedOf(fields, object)));
  const [isFirst, setFirst] = useState(true);
  if (latest !== undefined && isFirst) setFirst(false);
  if (latest !== undefined && latest.version > editing.base.version) {
    const saved = savedOf(fields, latest);
    // What a list handed over may be older than what was known already when the form was opened.
    setEditing(isFirst && !isEdited(editing) ? begin(saved) : followed(editing, saved));
  }
  return [editing, setEditing];
}

function savedOf(fields: readonly FormField[], shown: BaseFields): Saved {
  return { version: shown.version, draft: draftOf(fields, shown) };
}
