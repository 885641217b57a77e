"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./classNames";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "./DropdownMenu";
import type { Option } from "./Select";

interface ChoiceMenuProps<Value extends string> {
  /** What is chosen here; it stands before the choice unless `quiet`. */
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
  /** Without a frame, and the label only for screen readers. */
  quiet?: boolean;
  /** Marks a choice that narrows what is shown. */
  active?: boolean;
  className?: string;
}

/** A choice in a tool bar. In a form a `Select` does the same. */
export function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value>) {
  const { label, value, options, onChange, quiet = false, active = false, className } = props;
  const chosen = options.find((option) => option.value === value);
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        className={classNames(triggerClass, quiet ? quietClass : frameClass(active), className)}
      >
        <Label quiet={quiet}>{label}</Label>
        <span className="truncate">{chosen?.label ?? value}</span>
        <ChevronDown aria-hidden className="-mr-0.5 ml-auto size-4 shrink-0 text-ink-faint" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align={quiet ? "end" : "start"}>
        <DropdownMenuRadioGroup value={value} onValueChange={choose}>
          {options.map((option) => (
            <DropdownMenuRadioItem key={option.value} value={option.value}>
              {option.label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

const triggerClass =
  "inline-flex min-w-0 items-center gap-1.5 rounded-md text-sm text-ink transition-colors duration-100";
const quietClass = "h-8 px-2.5 text-ink-soft hover:bg-sunken aria-expanded:bg-sunken";

function frameClass(active: boolean): string {
  return classNames(
    "h-9 border px-3 shadow-xs max-sm:px-2.5",
    active
      ? "border-accent bg-accent-soft text-accent-ink"
      : "border-line-strong bg-surface hover:bg-hover aria-expanded:bg-sunken",
  );
}

function Label({ quiet, children }: { quiet: boolean; children: ReactNode }) {
  return (
    <span className={quiet ? "sr-only" : "text-ink-faint in-[.border-accent]:text-accent-ink"}>
      {children}
    </span>
  );
}
