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
  hint?: string;
  required?: boolean;
  className?: string;
  /** Receives what ties the control to its label, hint and error. */
  children: (control: ControlProps) => ReactNode;
}

export function Field({ label, error, hint, required = false, className, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  const noteId = note === undefined ? undefined : `${id}-note`;
  const control: ControlProps = {
    id,
    "aria-describedby": noteId,
    "aria-invalid": error === undefined ? undefined : true,
    "aria-required": required || undefined,
  };
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
        {required ? (
          <span aria-hidden className="text-ink-faint">
            {" *"}
          </span>
        ) : null}
      </label>
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
