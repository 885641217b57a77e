"use client";

import { type KeyboardEvent, type ReactNode, type SubmitEvent, useRef, useState } from "react";
import type { FormProblem } from "../live/formProblem";
import { Alert } from "../ui/Alert";
import { classNames } from "../ui/classNames";
import { useInvalidFocus } from "../ui/useInvalidFocus";

interface FormProps {
  problem: FormProblem | undefined;
  onSubmit: () => Promise<void>;
  className?: string;
  /** Of the part with the fields. */
  bodyClass: string;
  children: ReactNode;
  footer: (isPending: boolean) => ReactNode;
}

/** A form that checks nothing itself: what is wrong is said by the function, above it and beside its fields. */
export function Form({ problem, onSubmit, className, bodyClass, children, footer }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [isPending, setPending] = useState(false);
  useInvalidFocus(form, problem);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    await onSubmit();
    setPending(false);
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => void submit(event)}
      onKeyDown={submitByKey}
      className={classNames("flex min-h-0 flex-col", className)}
    >
      <div className={bodyClass}>
        {problem === undefined ? null : <Alert className="col-span-full">{problem.text}</Alert>}
        {children}
      </div>
      {footer(isPending)}
    </form>
  );
}

/** Ctrl and Enter save from anywhere, also from where Enter alone begins a new line. */
function submitByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const form = event.currentTarget;
  // Later, so that what the key does to its own control is part of what is saved.
  window.setTimeout(() => form.requestSubmit());
}
