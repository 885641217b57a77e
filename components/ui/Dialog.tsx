"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useRef } from "react";
import { Button } from "./Button";
import { classNames } from "./classNames";

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
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, narrow = false, insistent = false, children } = props;
  const stay = insistent ? (event: Event) => event.preventDefault() : undefined;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          {...useReturnOfFocus()}
          onEscapeKeyDown={stay}
          onInteractOutside={stay}
          className={classNames(
            "fixed z-40 flex max-h-[min(46rem,calc(100dvh-3rem))] flex-col bg-raised shadow-modal outline-none",
            "left-1/2 top-1/2 -translate-x-1/2 -translate-y-1/2 animate-rise rounded-xl border border-line",
            narrow ? "w-[min(28rem,calc(100vw-2rem))]" : "w-[min(40rem,calc(100vw-2rem))]",
            "max-sm:inset-x-0 max-sm:bottom-0 max-sm:left-0 max-sm:top-auto max-sm:max-h-[calc(100dvh-1.5rem)] max-sm:w-full",
            "max-sm:translate-x-0 max-sm:translate-y-0 max-sm:rounded-b-none",
          )}
        >
          <header className="flex items-start gap-4 border-b border-line px-5 py-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description === undefined ? null : (
                <Radix.Description className="mt-0.5 text-sm text-ink-soft">{description}</Radix.Description>
              )}
            </div>
            {insistent ? null : (
              <Radix.Close asChild>
                <Button kind="quiet" size="icon" aria-label="Close" className="-mr-1.5 -mt-0.5">
                  <X aria-hidden />
                </Button>
              </Radix.Close>
            )}
          </header>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return <footer className="flex justify-end gap-2 border-t border-line px-5 py-3.5">{children}</footer>;
}

/** To where it came from; when that button is gone with what it was for, to the page, and not out of it. */
function useReturnOfFocus() {
  const opener = useRef<Element>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault();
      // What opened in the place of this dialog has the focus already.
      if (document.activeElement !== document.body) return;
      const { current } = opener;
      const isThere = current instanceof HTMLElement && current !== document.body && current.isConnected;
      (isThere ? current : document.getElementById("content"))?.focus({ preventScroll: true });
    },
  };
}
