"use client";

import { ChevronDown, X } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { Input } from "../../ui/Input";
import { type Reference, useReferenceName, useReferences } from "./useReferences";

interface ReferencePickerProps {
  attributes: Omit<ComponentProps<"input">, "value" | "onChange">;
  label: string;
  /** The type of what is looked for. */
  to: string;
  /** Of what is chosen, or "". */
  id: string;
  onChange: (id: string) => void;
}

/** A reference to another object, found by typing a part of its name. */
export function ReferencePicker({ attributes, label, to, id, onChange }: ReferencePickerProps) {
  const t = useTranslations("objects.form.reference");
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const isOpen = typed !== undefined;
  const name = useReferenceName(to, id);
  const { found = [], ...search } = useReferences(to, useSettled(typed));
  const [active, setActive] = useState(0);
  const close = () => setTyped(undefined);
  const open = () => {
    if (isOpen) return;
    setTyped("");
    setActive(0);
  };
  const choose = (reference: Reference) => {
    onChange(reference.id);
    close();
  };
  const onKey = (event: KeyboardEvent) => {
    const chosen = isOpen ? found[active] : undefined;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (isOpen) setActive((active + step + found.length) % Math.max(1, found.length));
      else open();
    } else if (event.key === "Enter" && isOpen && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (chosen !== undefined) choose(chosen);
    } else if (event.key === "Escape" && isOpen) {
      // The dialog around stays open.
      event.preventDefault();
      close();
    }
  };
  return (
    <div className="relative">
      <Input
        {...attributes}
        ref={input}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && found[active] !== undefined ? `${listId}-${active}` : undefined}
        placeholder={t("placeholder")}
        value={typed ?? name ?? id}
        onClick={open}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKey}
        onBlur={close}
        className="pr-16"
      />
      <span className="absolute inset-y-0 right-2 flex items-center gap-0.5 text-ink-faint">
        {id === "" ? null : (
          <button
            type="button"
            aria-label={t("clear", { title: label })}
            onClick={() => {
              onChange("");
              close();
              input.current?.focus();
            }}
            className="rounded-sm p-1 hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
        )}
        <ChevronDown aria-hidden className="pointer-events-none m-1 size-4" />
      </span>
      <FoundList
        id={listId}
        label={label}
        isOpen={isOpen}
        found={found}
        active={active}
        {...search}
        onChoose={choose}
      />
    </div>
  );
}

interface FoundListProps {
  id: string;
  label: string;
  isOpen: boolean;
  found: readonly Reference[];
  active: number;
  isSearching: boolean;
  isFailed: boolean;
  onChoose: (reference: Reference) => void;
}

function FoundList({ id, label, isOpen, found, active, isSearching, isFailed, onChoose }: FoundListProps) {
  const t = useTranslations("objects.form.reference");
  const frame = useRef<HTMLDivElement>(null);
  const isEmpty = found.length === 0;
  // The list may be below what is visible of a form.
  useEffect(() => {
    if (isOpen) frame.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen, found.length]);
  const state = isFailed ? t("failed") : isSearching ? t("searching") : t("none");
  return (
    <>
      {isOpen ? (
        <div ref={frame} className="absolute inset-x-0 top-full z-10 pt-1">
          <div className="max-h-80 animate-fade overflow-y-auto rounded-lg border border-line bg-raised p-1 text-sm shadow-pop">
            {isEmpty ? <p className="px-2 py-1.5 text-ink-soft">{state}</p> : null}
            <ul id={id} role="listbox" aria-label={label}>
              {found.map((reference, index) => (
                <FoundOption
                  key={reference.id}
                  id={`${id}-${index}`}
                  reference={reference}
                  isActive={index === active}
                  onChoose={onChoose}
                />
              ))}
            </ul>
          </div>
        </div>
      ) : null}
      <span role="status" className="sr-only">
        {isOpen ? (isEmpty ? state : t("found", { count: found.length })) : ""}
      </span>
    </>
  );
}

interface FoundOptionProps {
  id: string;
  reference: Reference;
  isActive: boolean;
  onChoose: (reference: Reference) => void;
}

function FoundOption({ id, reference, isActive, onChoose }: FoundOptionProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={isActive}
      // Else the input lost the focus, and with it the list, before the click is one.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(reference)}
      className="flex h-9 cursor-pointer items-center gap-3 rounded-sm px-2 aria-selected:bg-sunken max-sm:h-11"
    >
      <span dir="auto" className="truncate">
        {reference.name}
      </span>
      <span className="ml-auto truncate text-xs text-ink-faint">{reference.detail}</span>
    </li>
  );
}

const SEARCH_DELAY_MS = 180;

/** The term once nobody types for a moment; at once when the list opens or closes. */
function useSettled(typed: string | undefined): string | undefined {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(typed), SEARCH_DELAY_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  if (typed === undefined) return undefined;
  return typed === "" ? "" : settled?.trim();
}
