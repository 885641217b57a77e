"use client";

import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslations } from "use-intl/react";
import { Button } from "./Button";
import { classNames } from "./classNames";
import { ModalElement } from "./ModalElement";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Of a question, which needs less room than a form. */
  narrow?: boolean;
  /** Leaves only by a button inside: no slip of the hand loses what is shown once. */
  insistent?: boolean;
  children: ReactNode;
}

/** A centered panel; on a phone it fills the screen from below. */
export function Dialog({ open, ...props }: DialogProps) {
  return open ? <OpenDialog {...props} /> : null;
}

function OpenDialog(props: Omit<DialogProps, "open">) {
  const { onOpenChange, title, description, narrow = false, insistent = false, children } = props;
  const t = useTranslations("common");
  const id = useId();
  const close = () => onOpenChange(false);
  return (
    <ModalElement
      onClose={close}
      labelledBy={`${id}-title`}
      describedBy={description === undefined ? undefined : `${id}-description`}
      insistent={insistent}
      className={classNames(
        "inset-0 m-auto h-fit max-h-[min(46rem,calc(100dvh-3rem))] max-w-none animate-rise rounded-xl border border-line shadow-modal",
        narrow ? "w-[min(28rem,calc(100vw-2rem))]" : "w-[min(40rem,calc(100vw-2rem))]",
        "max-sm:top-auto max-sm:mx-0 max-sm:mb-0 max-sm:max-h-[calc(100dvh-1.5rem)] max-sm:w-full max-sm:rounded-b-none",
      )}
    >
      <header className="flex items-start gap-4 border-b border-line px-5 py-4">
        <div className="min-w-0 flex-1">
          <h2 id={`${id}-title`} className="text-lg font-semibold">
            {title}
          </h2>
          {description === undefined ? null : (
            <p id={`${id}-description`} className="mt-0.5 text-sm text-ink-soft">
              {description}
            </p>
          )}
        </div>
        {insistent ? null : (
          <Button
            kind="quiet"
            size="icon"
            aria-label={t("close")}
            className="-mr-1.5 -mt-0.5"
            onClick={close}
          >
            <X aria-hidden />
          </Button>
        )}
      </header>
      {children}
    </ModalElement>
  );
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return <footer className="flex justify-end gap-2 border-t border-line px-5 py-3.5">{children}</footer>;
}
