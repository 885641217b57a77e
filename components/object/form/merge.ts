import { type Draft, type DraftValue, isSame } from "./draft";

interface Versions {
  /** What both began with. */
  base: Draft;
  mine: Draft;
  /** What somebody else saved. */
  theirs: Draft;
}

interface Merged {
  draft: Draft;
  /** Where `draft` holds something of theirs that was not in the form before. */
  taken: readonly string[];
  /** Where both wrote something, and not the same: `draft` holds mine until somebody decides. */
  conflicts: readonly string[];
}

/** What a form holds after somebody else has saved. Nothing that was typed is lost. */
export function merge({ base, mine, theirs }: Versions): Merged {
  const draft: Record<string, DraftValue> = {};
  const taken: string[] = [];
  const conflicts: string[] = [];
  for (const [path, typed] of Object.entries(mine)) {
    const before = base[path] ?? "";
    const saved = theirs[path] ?? "";
    if (isSame(saved, before) || isSame(saved, typed)) {
      draft[path] = typed;
    } else if (isSame(typed, before)) {
      draft[path] = saved;
      taken.push(path);
    } else if (typeof typed === "string" || typeof saved === "string") {
      draft[path] = typed;
      conflicts.push(path);
    } else {
      // Whoever adds a tag and whoever removes another one can both have their way.
      const tags = mergedTags(typeof before === "string" ? [] : before, typed, saved);
      draft[path] = tags;
      if (!isSame(tags, typed)) taken.push(path);
    }
  }
  return { draft, taken, conflicts };
}

function mergedTags(
  before: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const kept = theirs.filter((tag) => mine.includes(tag) || !before.includes(tag));
  const added = mine.filter((tag) => !before.includes(tag) && !theirs.includes(tag));
  return [...kept, ...added];
}
