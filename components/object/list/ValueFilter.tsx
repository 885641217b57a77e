"use client";

import { X } from "lucide-react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl/react";
import { classNames } from "../../ui/classNames";

interface ValueFilterProps {
  label: string;
  value: string;
  /** Values that the reader has in front of them. */
  suggestions: readonly string[];
  /** Whether it stands there even where there is little room for what narrows nothing. */
  isAsked: boolean;
  onChange: (value: string) => void;
}

/** Narrows by a value of an open set, like a tag: typed or chosen, and applied with Enter or by leaving the field. */
export function ValueFilter({ label, value, suggestions, isAsked, onChange }: ValueFilterProps) {
  const t = useTranslations("objects");
  const id = useId();
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setDraft(value);
  }
  const apply = (next: string) => {
    if (next.trim() !== value) onChange(next.trim());
  };
  return (
    <div
      className={classNames(
        frameClass,
        value === "" ? quietClass : activeClass,
        value === "" && !isAsked && "@max-[68rem]:hidden",
      )}
    >
      <label htmlFor={id} className="shrink-0 text-ink-faint in-[.border-accent]:text-accent-ink">
        {label}
      </label>
      <input
        id={id}
        list={`${id}-list`}
        value={draft}
        maxLength={200}
        placeholder={t("anyValue")}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setDraft(event.target.value);
          // Whoever chooses a suggestion is done; whoever types is not.
          if (suggestions.includes(event.target.value) && !isTyped(event.nativeEvent))
            apply(event.target.value);
        }}
        onBlur={() => apply(draft)}
        onKeyDown={(event) => {
          if (event.key === "Enter") apply(draft);
          if (event.key === "Escape") setDraft(value);
        }}
        className="h-full min-w-0 flex-1 bg-transparent outline-none max-sm:text-lg"
      />
      {value === "" ? null : (
        <button
          type="button"
          aria-label={t("clearFilter", { filter: label })}
          onClick={() => apply("")}
          className="-mr-1 rounded-sm p-0.5 hover:bg-sunken"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
      <datalist id={`${id}-list`}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </div>
  );
}

const frameClass =
  "order-1 flex h-9 w-40 items-center gap-1.5 rounded-md border px-3 text-sm text-ink shadow-xs transition-colors duration-100 " +
  "focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-(--accent) max-sm:w-full";
const quietClass = "border-line-strong bg-surface hover:bg-hover";
const activeClass = "border-accent bg-accent-soft";

/** A browser that fills in a suggestion says so by replacing the text, or does not call it input at all. */
function isTyped(event: Event): boolean {
  return event instanceof InputEvent && event.inputType.startsWith("insertText");
}
