import type { Contact } from "@/lib/contacts/object";
import { Badge, type BadgeTone } from "../ui/Badge";
import { capitalized } from "../ui/capitalized";
import { classNames } from "../ui/classNames";

const tones: Partial<Record<string, BadgeTone>> = { lead: "copper", prospect: "slate", customer: "accent" };

export function SubtypeBadge({ subtype }: { subtype: string | null }) {
  if (subtype === null) return null;
  return <Badge tone={tones[subtype] ?? "neutral"}>{capitalized(subtype)}</Badge>;
}

/** Never by color alone: the word stands beside the dot. */
export function StatusMark({ status, archivedAt }: Pick<Contact, "status" | "archivedAt">) {
  const isArchived = archivedAt !== null;
  return (
    <span className="inline-flex items-center gap-2 text-ink-soft">
      <span
        aria-hidden
        className={classNames(
          "size-1.5 rounded-full",
          !isArchived && status === "active" ? "bg-accent" : "border border-ink-faint",
        )}
      />
      {isArchived ? "Archived" : capitalized(status)}
    </span>
  );
}
