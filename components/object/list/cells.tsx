import type { ReactNode } from "react";
import { Avatar } from "../../ui/Avatar";
import { Badge } from "../../ui/Badge";

const TAGS_SHOWN = 2;

/** The first cell of a row. On narrow screens `below` stands in for the columns that are not shown. */
export function NameCell({ name, below }: { name: string; below: ReactNode }) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Avatar name={name} />
      <span className="min-w-0">
        <span dir="auto" className="block truncate text-left font-medium text-ink">
          {name}
        </span>
        <span className="block truncate text-xs text-ink-faint @2xl:hidden">{below}</span>
      </span>
    </span>
  );
}

export function QuietCell({ children }: { children: string | null }) {
  if (children === null) return <Nothing />;
  return <span className="block truncate text-ink-soft">{children}</span>;
}

export function TagsCell({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return <Nothing />;
  const rest = tags.length - TAGS_SHOWN;
  return (
    <span className="flex min-w-0 gap-1">
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
      {rest > 0 ? <span className="self-center text-xs text-ink-faint">+{rest}</span> : null}
    </span>
  );
}

function Nothing() {
  return (
    <span aria-hidden className="text-ink-faint">
      –
    </span>
  );
}
