"use client";

import { Search, X } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { ObjectWords } from "../object/objectWords";
import { Button } from "../ui/Button";
import { Input } from "../ui/Input";
import { Kbd } from "../ui/Kbd";
import { ChoiceMenu } from "../ui/ChoiceMenu";
import type { Option } from "../ui/Select";
import { ANY, type ArchivedFilter, type ContactList, defaultList, isNarrowed } from "./contactList";

/** Long enough that a word is one search, short enough that nobody waits for it. */
const SEARCH_DELAY_MS = 220;

const anyOption = { value: ANY, label: "Any" };
const archivedOptions: Option<ArchivedFilter>[] = [
  { value: "false", label: "Current" },
  { value: "true", label: "Archived" },
  { value: "all", label: "All" },
];

interface ContactsToolbarProps {
  list: ContactList;
  words: ObjectWords;
  onChange: (change: Partial<ContactList>, how?: "push" | "replace") => void;
}

export function ContactsToolbar({ list, words, onChange }: ContactsToolbarProps) {
  return (
    <div role="search" aria-label="Contacts" className="flex shrink-0 flex-wrap gap-2 px-4 pb-3 sm:px-6">
      <SearchBox value={list.search} onChange={(search) => onChange({ search }, "replace")} />
      <div className="grid grid-cols-[1fr_1fr_1.15fr] gap-1.5 max-sm:w-full sm:flex sm:gap-2">
        <ChoiceMenu
          label="Type"
          value={list.subtype}
          active={list.subtype !== ANY}
          options={[anyOption, ...words.subtypes]}
          onChange={(subtype) => onChange({ subtype })}
        />
        <ChoiceMenu
          label="Status"
          value={list.status}
          active={list.status !== ANY}
          options={[anyOption, ...words.statuses]}
          onChange={(status) => onChange({ status })}
        />
        <ChoiceMenu
          label="Show"
          value={list.archived}
          active={list.archived !== defaultList.archived}
          options={archivedOptions}
          onChange={(archived) => onChange({ archived })}
        />
      </div>
      {isNarrowed(list) ? (
        <Button
          kind="quiet"
          size="md"
          className="max-sm:hidden"
          onClick={() =>
            onChange({
              search: "",
              subtype: defaultList.subtype,
              status: defaultList.status,
              archived: defaultList.archived,
            })
          }
        >
          Reset
        </Button>
      ) : null}
    </div>
  );
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  // What comes back from the address is either our own word, or a change by other means (the back button, a reset)
  // that the box has to follow.
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
  useSlashKey(input);
  return (
    <div className="group relative w-full sm:w-80">
      <Search aria-hidden className="absolute left-3 top-2.5 size-4 text-ink-faint" />
      <Input
        ref={input}
        type="search"
        aria-label="Search contacts"
        aria-keyshortcuts="/"
        placeholder="Search name, e-mail, company, phone"
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
            aria-label="Clear search"
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

/** "/" moves to the search from anywhere where it would not be typed. */
function useSlashKey(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.closest("input, textarea, [contenteditable]") !== null;
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
