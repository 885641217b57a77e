"use client";

import { Check } from "lucide-react";
import * as Radix from "radix-ui/checkbox";
import type { ComponentProps } from "react";
import { classNames } from "./classNames";

export function Checkbox({ className, ...rest }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={classNames(
        "grid size-4 shrink-0 place-items-center rounded-xs border border-line-strong bg-surface shadow-xs",
        "hover:border-ink-faint data-[state=checked]:border-accent data-[state=checked]:bg-accent",
        className,
      )}
      {...rest}
    >
      <Radix.Indicator>
        <Check aria-hidden strokeWidth={3} className="size-3 text-on-accent" />
      </Radix.Indicator>
    </Radix.Root>
  );
}
