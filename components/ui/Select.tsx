"use client";

import { getNonce } from "get-nonce";
import { Check, ChevronDown } from "lucide-react";
import * as Radix from "radix-ui/select";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./classNames";
import { controlClass } from "./Input";
import { menuClass, menuItemClass } from "./menuClasses";

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
}

interface SelectProps<Value extends string> extends Omit<
  ComponentProps<typeof Radix.Trigger>,
  "value" | "onChange" | "children" | "prefix"
> {
  value: Value;
  options: readonly SelectOption<Value>[];
  onChange: (value: Value) => void;
  /** Shown before the value, for a filter that has no label of its own. */
  prefix?: ReactNode;
}

export function Select<Value extends string>({
  value,
  options,
  onChange,
  prefix,
  className,
  ...rest
}: SelectProps<Value>) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <Radix.Root value={value} onValueChange={choose}>
      <Radix.Trigger
        className={classNames(
          controlClass,
          "group inline-flex h-9 items-center justify-between gap-2 px-3 text-left",
          className,
        )}
        {...rest}
      >
        <span className="flex min-w-0 items-center gap-1 truncate">
          {prefix === undefined ? null : <span className="text-ink-faint">{prefix}</span>}
          <Radix.Value />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className={classNames(menuClass, "min-w-(--radix-select-trigger-width)")}
        >
          {/* The viewport hides its scroll bar with a style element. */}
          <Radix.Viewport nonce={getNonce()}>
            {options.map((option) => (
              <Radix.Item key={option.value} value={option.value} className={menuItemClass}>
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator className="ml-auto pl-4">
                  <Check aria-hidden className="size-4 text-accent-ink" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
