"use client";

import { Plus, X } from "lucide-react";
import Link from "next/link";
import { type KeyboardEvent, useState } from "react";
import { useTranslations } from "use-intl/react";
import { useRefusals } from "../../live/useRefusals";
import { useToast } from "../../ui/Toast";

/** As long as a tag may be. */
const TAG_LENGTH_MAX = 100;

export interface TagChange {
  kind: "add" | "remove";
  tag: string;
}

interface TagEditorProps {
  tags: readonly string[];
  /** The list of what has this tag, too, where there is one. */
  hrefOf?: ((tag: string) => string) | undefined;
  /** Answers why it was refused, if it was. Undefined for people who may only read. */
  onChange: ((change: TagChange) => Promise<string | undefined>) | undefined;
}

/** Tags that change where they stand: at once, and back with a message when the change was refused. */
export function TagEditor({ tags, hrefOf, onChange }: TagEditorProps) {
  const t = useTranslations("objects");
  const { shown, attempt } = useOptimisticTags(tags, onChange);
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1">
      {shown.map((tag) => (
        <span
          key={tag}
          className="inline-flex h-6 max-w-full items-center gap-0.5 rounded-xs bg-sunken pl-1.5 text-xs font-medium text-ink-soft last:pr-1.5 has-[button]:pr-0.5"
        >
          <TagName tag={tag} href={hrefOf?.(tag)} />
          {onChange === undefined ? null : (
            <button
              type="button"
              aria-label={t("removeTag", { tag })}
              onClick={() => attempt({ kind: "remove", tag })}
              className="shrink-0 rounded-xs p-0.5 text-ink-faint hover:bg-line hover:text-ink"
            >
              <X aria-hidden className="size-3.5" />
            </button>
          )}
        </span>
      ))}
      {onChange === undefined ? null : <NewTag onAdd={(tag) => attempt({ kind: "add", tag })} />}
    </span>
  );
}

function TagName({ tag, href }: { tag: string; href: string | undefined }) {
  const t = useTranslations("objects");
  if (href === undefined) return <span className="truncate">{tag}</span>;
  return (
    <Link href={href} title={t("sameTag")} className="truncate rounded-xs hover:underline">
      {tag}
    </Link>
  );
}

function NewTag({ onAdd }: { onAdd: (tag: string) => void }) {
  const t = useTranslations("objects");
  const [draft, setDraft] = useState<string>();
  if (draft === undefined) {
    return (
      <button
        type="button"
        onClick={() => setDraft("")}
        className="inline-flex h-6 items-center gap-1 rounded-xs border border-dashed border-line-strong px-1.5 text-xs text-ink-faint hover:border-ink-faint hover:text-ink"
      >
        <Plus aria-hidden className="size-3.5" />
        {t("addTag")}
      </button>
    );
  }
  const add = () => {
    // Separated by commas, as in the form.
    const tags = draft.split(",").map((tag) => tag.trim());
    for (const tag of tags) if (tag !== "") onAdd(tag);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") setDraft(undefined);
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
    setDraft(draft.trim() === "" ? undefined : "");
  };
  return (
    <input
      data-keeps-escape
      autoFocus
      aria-label={t("addTag")}
      value={draft}
      maxLength={TAG_LENGTH_MAX}
      autoComplete="off"
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        add();
        setDraft(undefined);
      }}
      className="h-6 w-28 rounded-xs border border-line-strong bg-surface px-1.5 text-xs max-sm:h-8 max-sm:text-lg"
    />
  );
}

function useOptimisticTags(tags: readonly string[], onChange: TagEditorProps["onChange"]) {
  const show = useToast();
  const { refusalText } = useRefusals();
  const [pending, setPending] = useState<readonly TagChange[]>([]);
  const attempt = async (change: TagChange) => {
    setPending((all) => [...all, change]);
    const refusal = await onChange?.(change).catch(refusalText);
    if (refusal !== undefined) show({ text: refusal, tone: "danger" });
    setPending((all) => all.filter((one) => one !== change));
  };
  return { shown: pending.reduce(applied, tags), attempt: (change: TagChange) => void attempt(change) };
}

function applied(tags: readonly string[], { kind, tag }: TagChange): readonly string[] {
  const others = tags.filter((one) => one !== tag);
  return kind === "remove" ? others : tags.includes(tag) ? tags : [...tags, tag];
}
