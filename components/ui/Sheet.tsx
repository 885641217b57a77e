"use client";

import * as Radix from "radix-ui/dialog";
import type { KeyboardEventHandler, ReactNode } from "react";
import { classNames } from "./classNames";

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A modal sheet covers the page; one that is not stays beside it while the reader goes on there. */
  modal: boolean;
  title: string;
  onKeyDown?: KeyboardEventHandler;
  /** Where the focus goes when the sheet closes. */
  returnFocus: () => HTMLElement | null;
  children: ReactNode;
}

export const SheetClose = Radix.Close;

export function Sheet({ open, onOpenChange, modal, title, onKeyDown, returnFocus, children }: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      <Radix.Portal>
        {modal ? <Radix.Overlay className="fixed inset-0 z-30 animate-fade bg-scrim" /> : null}
        <Radix.Content
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          onCloseAutoFocus={(event) => {
            const target = returnFocus();
            if (target === null) return;
            event.preventDefault();
            target.focus({ preventScroll: true });
          }}
          // Beside the page, a click on another row changes the sheet instead of closing it.
          onInteractOutside={modal ? undefined : (event) => event.preventDefault()}
          className={classNames(
            "fixed bottom-0 right-0 z-30 flex w-full animate-slide flex-col bg-raised shadow-sheet outline-none sm:w-(--sheet-width)",
            modal ? "top-0" : "top-(--bar-height) border-t xl:border-l xl:shadow-none",
          )}
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
