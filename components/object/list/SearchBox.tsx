"use client";

import { Search, X } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Input } from "../../ui/Input";
import { Kbd } from "../../ui/Kbd";

/** Long enough that a word is one search, short enough that nobody waits for it. */
const SEARCH_DELAY_MS = 220;

interface SearchBoxProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchBox({ label, placeholder, value, onChange }: SearchBoxProps) {
  const t = useTranslations("objects");
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useDelayed(value, onChange);
  useSlashKey(input);
  return (
    <div className="group relative min-w-0 flex-[1_1_13rem] sm:max-w-90">
      <Search aria-hidden className="absolute left-3 top-2.5 size-4 text-ink-faint" />
      <Input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        value={draft}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => (event.key === "Escape" ? setDraft("") : undefined)}
        className="pl-9 pr-9"
      />
      <span className="absolute right-2.5 top-2 grid h-5 place-items-center">
        {draft === "" ? (
          <span aria-hidden className="group-focus-within:invisible max-sm:hidden">
            <Kbd>/</Kbd>
          </span>
        ) : (
          <button
            type="button"
            aria-label={t("clearSearch")}
            onClick={() => {
              setDraft("");
              input.current?.focus();
            }}
            className="rounded-sm p-0.5 text-ink-faint hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
        )}
      </span>
    </div>
  );
}

/**
 * A text that is told when its writer pauses. What comes back from the address is either that word, or a change by other
 * means (the back button, a reset) that the box has to follow.
 */
function useDelayed(value: string, onChange: (value: string) => void): [string, (draft: string) => void] {
  const [draft, setDraft] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) {
      setSent(value);
      setDraft(value);
    }
  }
  useEffect(() => {
    const term = draft.trim();
    if (term === sent) return;
    const timer = window.setTimeout(() => {
      setSent(term);
      onChange(term);
    }, SEARCH_DELAY_MS);
    return () => window.clearTimeout(timer);
  }, [draft, sent, onChange]);
  return [draft, setDraft];
}

/** "/" moves to the search from anywhere where it would not be typed. */
function useSlashKey(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.closest("input:not([type=checkbox]), textarea, [contenteditable]") !== null;
      const isDialogOpen = document.querySelector("[role='dialog'][aria-modal='true']") !== null;
      if (event.key !== "/" || event.metaKey || event.ctrlKey || event.altKey || isTyping || isDialogOpen)
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, [input]);
}
