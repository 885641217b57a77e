import { type Draft, type DraftValue, isChanged, isSame } from "./draft";
import { merge } from "./merge";

/** An edit of something that others may change at the same time. */
export interface Editing {
  /** The version that the form was opened with. */
  openedVersion: number;
  /** What was saved last, by anybody, as far as this form knows. */
  base: Saved;
  draft: Draft;
  /** Where the form holds what somebody else saved while it was open. */
  taken: readonly string[];
  conflicts: Readonly<Partial<Record<string, Conflict>>>;
}

export interface Saved {
  version: number;
  draft: Draft;
}

/** A field that two people changed. */
export interface Conflict {
  mine: DraftValue;
  theirs: DraftValue;
  choice: Choice | undefined;
}

export type Choice = "mine" | "theirs";

export function begin(base: Saved): Editing {
  return { openedVersion: base.version, base, draft: base.draft, taken: [], conflicts: {} };
}

/** Somebody typed. What was chosen before is theirs no longer; what was not chosen yet still is to be. */
export function typed(editing: Editing, path: string, value: DraftValue): Editing {
  const conflict = editing.conflicts[path];
  return {
    ...editing,
    draft: { ...editing.draft, [path]: value },
    taken: editing.taken.filter((other) => other !== path),
    conflicts:
      conflict === undefined
        ? editing.conflicts
        : {
            ...editing.conflicts,
            [path]: { ...conflict, mine: value, choice: conflict.choice === undefined ? undefined : "mine" },
          },
  };
}

/** Somebody else saved. */
export function followed(editing: Editing, saved: Saved): Editing {
  if (saved.version <= editing.base.version) return editing;
  const { draft, taken, conflicts } = merge({
    base: editing.base.draft,
    mine: editing.draft,
    theirs: saved.draft,
  });
  return {
    openedVersion: editing.openedVersion,
    base: saved,
    draft,
    taken: [...new Set([...editing.taken, ...taken])].filter((path) => !conflicts.includes(path)),
    conflicts: {
      ...stillOpen(editing, saved.draft),
      ...Object.fromEntries(
        conflicts.map((path) => [
          path,
          { mine: draft[path] ?? "", theirs: saved.draft[path] ?? "", choice: undefined },
        ]),
      ),
    },
  };
}

export function decided(editing: Editing, path: string, choice: Choice): Editing {
  const conflict = editing.conflicts[path];
  if (conflict === undefined) return editing;
  return {
    ...editing,
    draft: { ...editing.draft, [path]: conflict[choice] },
    conflicts: { ...editing.conflicts, [path]: { ...conflict, choice } },
  };
}

export function undecided({ conflicts }: Editing): string[] {
  return Object.entries(conflicts).flatMap(([path, conflict]) =>
    conflict !== undefined && conflict.choice === undefined && isDisputed(conflict) ? [path] : [],
  );
}

export function isEdited({ draft, base }: Editing): boolean {
  return isChanged(draft, base.draft);
}

/** False as long as both happen to say the same. */
export function isDisputed({ mine, theirs }: Conflict): boolean {
  return !isSame(mine, theirs);
}

/** Earlier conflicts that the newer version leaves as they were, or that follow it because theirs was chosen. */
function stillOpen({ conflicts, base }: Editing, saved: Draft): Editing["conflicts"] {
  return Object.fromEntries(
    Object.entries(conflicts).flatMap(([path, conflict]) => {
      const isOpen = conflict?.choice === "theirs" || isSame(saved[path], base.draft[path]);
      return conflict === undefined || !isOpen ? [] : [[path, { ...conflict, theirs: saved[path] ?? "" }]];
    }),
  );
}
