"use client";

import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { classNames } from "./classNames";
import { addModal } from "./openModals";

interface ModalElementProps {
  onClose: () => void;
  labelledBy: string;
  describedBy?: string | undefined;
  /** Stays open on Escape and on a click outside. */
  insistent?: boolean;
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
  /** Where the focus goes in the end. Null, as without it: to where it came from, or to the page if that is gone. */
  returnFocus?: (() => HTMLElement | null) | undefined;
  className: string;
  children: ReactNode;
}

/**
 * The platform's own modal dialog, open as long as it is there. Nothing of the page below can be reached meanwhile, and
 * it lies above everything else without a z-index.
 */
export function ModalElement(props: ModalElementProps) {
  const { onClose, labelledBy, describedBy, insistent = false, onKeyDown, className, children } = props;
  const { dialog, isShown } = useModal(props.returnFocus);
  const leave = () => (insistent ? undefined : onClose());
  const closeWithEscape = (event: KeyboardEvent) => {
    onKeyDown?.(event);
    // Left to itself, the platform closes a dialog that wants to stay when Escape is pressed a second time.
    if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (!keepsEscape(event.target)) leave();
  };
  return createPortal(
    <dialog
      ref={dialog}
      role="dialog"
      aria-modal="true"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      tabIndex={-1}
      onKeyDown={closeWithEscape}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onPointerDown={(event) => (isOutside(event) ? leave() : undefined)}
      className={classNames(
        "fixed flex-col bg-raised text-ink outline-none open:flex backdrop:animate-fade backdrop:bg-scrim",
        className,
      )}
    >
      {isShown ? children : null}
    </dialog>,
    document.body,
  );
}

/** What is inside comes after the element is shown: nothing in a hidden one can take the focus. */
function useModal(returnFocus: ModalElementProps["returnFocus"]) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isShown, setShown] = useState(false);
  const giveBack = useEffectEvent((opener: Element | null) => {
    // What opened in the place of this dialog keeps the focus.
    if (document.activeElement?.matches("dialog:modal, dialog:modal *")) return;
    const wanted = returnFocus?.() ?? null;
    if (wanted === null && document.activeElement !== document.body) return;
    const isThere = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
    const target = wanted ?? (isThere ? opener : document.getElementById("content"));
    target?.focus({ preventScroll: true });
  });
  useLayoutEffect(() => {
    const { current: element } = dialog;
    if (element === null) return;
    const opener = document.activeElement;
    element.showModal();
    setShown(true);
    const remove = addModal(element);
    return () => {
      remove();
      element.close();
      // Once what closed it is drawn, it shows whether the opener is gone with it.
      window.setTimeout(() => giveBack(opener), 0);
    };
  }, []);
  useLayoutEffect(() => {
    if (isShown) focusFirst(dialog.current);
  }, [isShown]);
  return { dialog, isShown };
}

/** Unless something inside has asked for the focus. */
export function focusFirst(box: HTMLElement | null): void {
  if (box === null || (box !== document.activeElement && box.contains(document.activeElement))) return;
  const first = box.querySelector<HTMLElement>(
    "button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled)",
  );
  (first ?? box).focus({ preventScroll: true });
}

/** A field that has been opened inside closes first. */
export function keepsEscape(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[data-keeps-escape]") !== null;
}

/** The backdrop belongs to its dialog, so only the place of the pointer tells them apart. */
function isOutside({ target, currentTarget, clientX, clientY }: PointerEvent): boolean {
  if (target !== currentTarget) return false;
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
