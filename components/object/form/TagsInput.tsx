"use client";

import { X } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { classNames } from "../../ui/classNames";

interface TagsInputProps {
  attributes: Omit<ComponentProps<"input">, "value" | "onChange">;
  tags: readonly string[];
  onChange: (tags: readonly string[]) => void;
}

/** Tags as chips: Enter or a comma adds what is typed, Backspace before it takes the last one away. */
export function TagsInput({ attributes, tags, onChange }: TagsInputProps) {
  const t = useTranslations("objects");
  const [typed, setTyped] = useState("");
  const [news, setNews] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const add = (text: string) => {
    const added = tagsIn(text).filter((tag) => !tags.includes(tag));
    setTyped("");
    if (added.length === 0) return;
    onChange([...tags, ...new Set(added)]);
    setNews(t("form.tags.added", { tag: added.join(", ") }));
  };
  const remove = (tag: string) => {
    onChange(tags.filter((other) => other !== tag));
    setNews(t("form.tags.removed", { tag }));
    input.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    const last = tags.at(-1);
    if (event.key === "Enter" && typed.trim() !== "") {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "" && last !== undefined) {
      remove(last);
    }
  };
  return (
    <div className={frameClass} onClick={() => input.current?.focus()}>
      <ul className="contents">
        {tags.map((tag) => (
          <Chip key={tag} tag={tag} removeLabel={t("removeTag", { tag })} onRemove={() => remove(tag)} />
        ))}
      </ul>
      <input
        {...attributes}
        ref={input}
        value={typed}
        autoComplete="off"
        enterKeyHint="done"
        placeholder={tags.length === 0 ? t("form.tags.hint") : undefined}
        onChange={({ target }) => (/[,;\n]/u.test(target.value) ? add(target.value) : setTyped(target.value))}
        onKeyDown={onKey}
        // What is typed and not added yet is meant all the same.
        onBlur={() => add(typed)}
        className="h-7 min-w-24 flex-1 bg-transparent px-1.5 text-base outline-none max-sm:text-lg"
      />
      <span role="status" className="sr-only">
        {news}
      </span>
    </div>
  );
}

const frameClass = classNames(
  "flex min-h-9 w-full cursor-text flex-wrap items-center gap-1 rounded-md border border-line-strong bg-surface p-[3px]",
  "shadow-xs transition-colors duration-100 hover:border-ink-faint/60 has-[input[aria-invalid]]:border-danger",
  "has-[input:focus-visible]:border-accent has-[input:focus-visible]:outline-2 has-[input:focus-visible]:-outline-offset-1 has-[input:focus-visible]:outline-accent",
);

function Chip({ tag, removeLabel, onRemove }: { tag: string; removeLabel: string; onRemove: () => void }) {
  return (
    <li className="flex h-7 min-w-0 items-center rounded-sm bg-sunken pl-2 text-sm text-ink">
      <span dir="auto" className="truncate">
        {tag}
      </span>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="grid size-7 shrink-0 place-items-center rounded-sm text-ink-faint hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  );
}

function tagsIn(text: string): string[] {
  return text
    .split(/[,;\n]/u)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}
