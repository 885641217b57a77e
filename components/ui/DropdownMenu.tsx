"use client";

import { Check } from "lucide-react";
import * as Radix from "radix-ui/dropdown-menu";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./classNames";
import { menuClass, menuItemClass } from "./menuClasses";

/** Not modal: the page behind a menu stays readable and can be scrolled. */
export function DropdownMenu({ children }: { children: ReactNode }) {
  return <Radix.Root modal={false}>{children}</Radix.Root>;
}

export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuRadioGroup = Radix.RadioGroup;

/** Drawn where its button is, so that it belongs to the same landmark. */
export function DropdownMenuContent({ className, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Content
      sideOffset={6}
      collisionPadding={8}
      className={classNames(menuClass, className ?? "min-w-40")}
      {...rest}
    />
  );
}

export function DropdownMenuItem({ className, ...rest }: ComponentProps<typeof Radix.Item>) {
  return <Radix.Item className={classNames(menuItemClass, className)} {...rest} />;
}

export function DropdownMenuRadioItem({ children, ...rest }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={menuItemClass} {...rest}>
      {children}
      <Radix.ItemIndicator className="ml-auto pl-4">
        <Check aria-hidden />
      </Radix.ItemIndicator>
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
  return <Radix.Label className={classNames("px-2 py-1.5 text-xs text-ink-faint", className)} {...rest} />;
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
