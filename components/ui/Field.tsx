import { type ReactNode, useId } from "react";
import { classNames } from "./classNames";

interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
}

interface FieldProps {
  label: string;
  error?: string | undefined;
  hint?: string | undefined;
  /** A short remark at the end of the label's line, where it moves nothing. */
  mark?: string | undefined;
  required?: boolean;
  className?: string;
  /** Receives what ties the control to its label, hint and error. */
  children: (control: ControlProps) => ReactNode;
}

export function Field(props: FieldProps) {
  const { label, error, hint, mark, required = false, className, children } = props;
  const id = useId();
  const note = error ?? hint;
  const noteId = note === undefined ? undefined : `${id}-note`;
  const markId = mark === undefined ? undefined : `${id}-mark`;
  const control: ControlProps = {
    id,
    "aria-describedby": [markId, noteId].filter((one) => one !== undefined).join(" ") || undefined,
    "aria-invalid": error === undefined ? undefined : true,
    "aria-required": required || undefined,
  };
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1.5", className)}>
      <div className="flex items-baseline gap-2 text-sm">
        <label htmlFor={id} className="min-w-0 font-medium text-ink">
          {label}
          {required ? (
            <span aria-hidden className="text-ink-faint">
              {" *"}
            </span>
          ) : null}
        </label>
        {mark === undefined ? null : (
          <span
            id={markId}
            className="ml-auto min-w-0 truncate rounded-xs bg-copper-soft px-1.5 text-xs text-copper-ink"
          >
            {mark}
          </span>
        )}
      </div>
      {children(control)}
      {note === undefined ? null : (
        <p
          id={noteId}
          className={classNames("text-xs", error === undefined ? "text-ink-faint" : "text-danger-ink")}
        >
          {note}
        </p>
      )}
    </div>
  );
}
