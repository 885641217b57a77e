"use client";

import { useId } from "react";
import { capitalized } from "../ui/capitalized";
import { Checkbox } from "../ui/Checkbox";
import { scopedResources } from "./keyStates";

const ALL = "*";
const PORTAL = "portal:sync";

interface ScopeChoiceProps {
  chosen: readonly string[];
  onChange: (scopes: readonly string[]) => void;
  error: string | undefined;
}

/** What a key may do, one line for each kind of thing. */
export function ScopeChoice({ chosen, onChange, error }: ScopeChoiceProps) {
  const errorId = useId();
  const hasAll = chosen.includes(ALL);
  const box = (scope: string) => ({
    checked: chosen.includes(scope) || hasAll,
    disabled: hasAll && scope !== ALL,
    onChange: (checked: boolean) =>
      onChange(checked ? [...chosen, scope] : chosen.filter((one) => one !== scope)),
  });
  const fault = error === undefined ? {} : { "aria-invalid": true, "aria-describedby": errorId };
  return (
    <fieldset className="min-w-0 sm:col-span-3">
      <legend className="mb-1.5 text-sm font-medium text-ink">
        What it may do
        <span aria-hidden className="text-ink-faint">
          {" *"}
        </span>
      </legend>
      <div className="rounded-md border px-3.5 py-1">
        <Checkbox {...box(ALL)} {...fault}>
          Everything, what is added later included
        </Checkbox>
        {scopedResources.map((resource) => (
          <div key={resource} className="flex items-center gap-5 border-t border-line">
            <span className="min-w-0 flex-1 truncate text-sm text-ink-soft">{capitalized(resource)}</span>
            {["read", "write"].map((verb) => (
              <Checkbox key={verb} {...box(`${resource}:${verb}`)}>
                {capitalized(verb)}
                <span className="sr-only"> {resource}</span>
              </Checkbox>
            ))}
          </div>
        ))}
        <Checkbox {...box(PORTAL)} className="border-t border-line">
          Sign clients in to the portal
        </Checkbox>
      </div>
      {error === undefined ? null : (
        <p id={errorId} className="mt-1.5 text-xs text-danger-ink">
          {error}
        </p>
      )}
    </fieldset>
  );
}
