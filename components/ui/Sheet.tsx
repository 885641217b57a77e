"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { classNames } from "./classNames";
import { focusFirst, keepsEscape, ModalElement } from "./ModalElement";

interface SheetProps {
  open: boolean;
  onClose: () => void;
  /** A modal sheet covers the page; one that is not stays beside it while the reader goes on there. */
  modal: boolean;
  title: string;
  onKeyDown?: (event: KeyboardEvent) => void;
  /** Where the focus goes when the sheet closes. */
  returnFocus: () => HTMLElement | null;
  children: ReactNode;
}

export function Sheet({ open, modal, title, children, ...rest }: SheetProps) {
  const titleId = useId();
  if (!open) return null;
  const Box = modal ? ModalSheet : SheetBeside;
  return (
    <Box titleId={titleId} {...rest}>
      <h2 id={titleId} className="sr-only">
        {title}
      </h2>
      {children}
    </Box>
  );
}

type BoxProps = Omit<SheetProps, "open" | "modal" | "title"> & { titleId: string };

const boxClass = "bottom-0 right-0 flex-col bg-raised shadow-sheet outline-none w-full sm:w-(--sheet-width)";

function ModalSheet({ titleId, onClose, onKeyDown, returnFocus, children }: BoxProps) {
  return (
    <ModalElement
      onClose={onClose}
      labelledBy={titleId}
      onKeyDown={onKeyDown}
      returnFocus={returnFocus}
      className={classNames(boxClass, "left-auto top-0 h-dvh max-h-none max-w-none animate-slide")}
    >
      {children}
    </ModalElement>
  );
}

/** Escape closes it from wherever the reader is; a click on another row changes it instead of closing it. */
function SheetBeside({ titleId, onClose, onKeyDown, returnFocus, children }: BoxProps) {
  const box = useRef<HTMLDivElement>(null);
  const close = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (!keepsEscape(event.target) && document.querySelector("dialog:modal") === null) onClose();
  });
  const giveBack = useEffectEvent(() => returnFocus()?.focus({ preventScroll: true }));
  useEffect(() => {
    focusFirst(box.current);
    const onKey = (event: globalThis.KeyboardEvent) => close(event);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      window.setTimeout(giveBack, 0);
    };
  }, []);
  return createPortal(
    <div
      ref={box}
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className={classNames(
        boxClass,
        "fixed top-(--bar-height) z-30 flex animate-slide border-t xl:border-l xl:shadow-none",
      )}
    >
      {children}
    </div>,
    document.body,
  );
}
