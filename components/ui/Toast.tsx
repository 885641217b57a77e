"use client";

import { createContext, type ReactNode, use, useCallback, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useTopModal } from "./openModals";
import { type ToastMessage, ToastMessages } from "./ToastMessages";

type ShowToast = (message: Omit<ToastMessage, "key">) => void;

/** Four at most: an older message that nobody read is not worth covering the page for. */
const VISIBLE_MAX = 4;

const ToastContext = createContext<ShowToast>(() => undefined);

/** Shows short results of what the reader did; screen readers hear them, F8 moves the focus to them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<readonly ToastMessage[]>([]);
  const count = useRef(0);
  const show = useCallback<ShowToast>((message) => {
    const key = count.current++;
    setMessages((current) => [...current, { ...message, key }].slice(-VISIBLE_MAX));
  }, []);
  const remove = (key: number) => setMessages((current) => current.filter((message) => message.key !== key));
  // Beside an open modal dialog nothing can be reached or heard, so the messages have to be inside it.
  const host = useTopModal() ?? document.body;
  return (
    <ToastContext value={show}>
      {children}
      {createPortal(<ToastMessages messages={messages} onClose={remove} />, host)}
    </ToastContext>
  );
}

export function useToast(): ShowToast {
  return use(ToastContext);
}
