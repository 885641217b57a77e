import { useTranslations } from "use-intl/react";
import type { BaseFields } from "@/lib/ontology/defineObject";
import { Badge, type BadgeTone } from "../ui/Badge";
import { capitalized } from "../ui/capitalized";
import { classNames } from "../ui/classNames";
import type { Option } from "../ui/Select";
import type { ObjectWords } from "./objectWords";

interface SubtypeBadgeProps {
  words: ObjectWords;
  subtype: string | null;
  /** By subtype. */
  tones: Readonly<Partial<Record<string, BadgeTone>>>;
}

export function SubtypeBadge({ words, subtype, tones }: SubtypeBadgeProps) {
  if (subtype === null) return null;
  return <Badge tone={tones[subtype] ?? "neutral"}>{labelOf(words.subtypes, subtype)}</Badge>;
}

type StatusMarkProps = { words: ObjectWords } & Pick<BaseFields, "status" | "archivedAt">;

/** Never by color alone: the word stands beside the dot. */
export function StatusMark({ words, status, archivedAt }: StatusMarkProps) {
  const t = useTranslations("objects");
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
      {isArchived ? t("archivedState") : labelOf(words.statuses, status)}
    </span>
  );
}

function labelOf(options: readonly Option<string>[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? capitalized(value);
}
