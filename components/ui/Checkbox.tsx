import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./classNames";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "onChange"> {
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

/** The platform's own box in the color of the product; its whole line can be pressed. */
export function Checkbox({ onChange, children, className, ...rest }: CheckboxProps) {
  return (
    <label
      className={classNames(
        "flex min-h-8 cursor-pointer items-center gap-2.5 text-sm text-ink has-disabled:cursor-default has-disabled:text-ink-faint",
        className,
      )}
    >
      <input
        type="checkbox"
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-(--accent)"
        {...rest}
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}
