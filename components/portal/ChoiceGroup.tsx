import { useId } from "react";

interface ChoiceGroupProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; lang?: string }[];
  onChange: (value: Value) => void;
}

/** One of a few, all of them in sight. The browser's own radio buttons bring arrow keys and names along. */
export function ChoiceGroup<Value extends string>({
  label,
  value,
  options,
  onChange,
}: ChoiceGroupProps<Value>) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            lang={option.lang}
            className="flex min-h-9 cursor-pointer items-center gap-2 rounded-md border border-line-strong px-3 py-1.5 text-sm outline-offset-2 outline-accent transition-colors hover:bg-hover has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="size-4 accent-(--accent) outline-none"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
