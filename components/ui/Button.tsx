import type { ComponentProps } from "react";
import { classNames } from "./classNames";
import { Spinner } from "./Spinner";

const baseClass =
  "relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md " +
  "font-medium transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 " +
  "[&_svg]:size-4 [&_svg]:shrink-0";

const kindClass = {
  primary: "bg-accent text-on-accent shadow-xs hover:bg-accent-hover",
  secondary: "border border-line-strong bg-surface text-ink shadow-xs hover:bg-hover",
  danger: "bg-danger-soft text-danger-ink hover:bg-danger hover:text-surface",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:text-ink",
};

const sizeClass = {
  sm: "h-8 px-2.5 text-sm",
  md: "h-9 px-3.5 text-sm",
  lg: "h-10 px-4 text-base",
  icon: "size-8",
};

interface ButtonLook {
  kind?: keyof typeof kindClass;
  size?: keyof typeof sizeClass;
}

/** For what looks like a button and is drawn by something else. */
export function buttonClass({ kind = "secondary", size = "sm" }: ButtonLook): string {
  return classNames(baseClass, kindClass[kind], sizeClass[size]);
}

interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** Keeps the width, shows a spinner and refuses another click. */
  pending?: boolean;
}

export function Button({
  kind = "secondary",
  size = "sm",
  pending = false,
  className,
  children,
  disabled,
  type,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type ?? "button"}
      className={classNames(buttonClass({ kind, size }), className)}
      disabled={disabled === true || pending}
      aria-busy={pending || undefined}
      {...rest}
    >
      {pending ? <Spinner /> : null}
      {children}
    </button>
  );
}
