import type { ComponentProps } from "react";
import { classNames } from "./classNames";

export const controlClass =
  "w-full rounded-md border border-line-strong bg-surface text-base text-ink shadow-xs transition-colors duration-100 " +
  "hover:border-ink-faint/60 focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 " +
  "aria-invalid:border-danger disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint";

/** 16 pixels on small screens, because a phone zooms into any smaller field. */
const textClass = "max-sm:text-lg";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={classNames(controlClass, textClass, "h-9 px-3", className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      className={classNames(controlClass, textClass, "min-h-20 resize-y px-3 py-2", className)}
      {...rest}
    />
  );
}
