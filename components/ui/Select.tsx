import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./classNames";
import { controlClass } from "./Input";

export interface Option<Value extends string> {
  value: Value;
  label: string;
}

interface SelectProps<Value extends string> extends Omit<ComponentProps<"select">, "value" | "onChange"> {
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
}

/** The platform's own list: it costs no script, and phones show it the way their owners know. */
export function Select<Value extends string>({
  value,
  options,
  onChange,
  className,
  ...rest
}: SelectProps<Value>) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option !== undefined) onChange(option.value);
  };
  return (
    <span className={classNames("relative block", className)}>
      <select
        value={value}
        onChange={(event) => choose(event.target.value)}
        className={classNames(controlClass, "h-9 appearance-none pl-3 pr-9 max-sm:text-lg")}
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-raised">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute right-3 top-2.5 size-4 text-ink-faint"
      />
    </span>
  );
}
