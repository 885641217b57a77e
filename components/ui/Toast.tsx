"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import * as Radix from "radix-ui/toast";
import { createContext, type ReactNode, use, useCallback, useRef, useState } from "react";

interface ToastMessage {
  text: string;
  tone?: "success" | "danger";
  action?: { label: string; run: () => void };
}

type ShowToast = (message: ToastMessage) => void;

/** Four at most: an older message that nobody read is not worth covering the page for. */
const VISIBLE_MAX = 4;
const DURATION_MS = 6000;

const ToastContext = createContext<ShowToast>(() => undefined);

/** Shows short results of what the reader did; screen readers hear them, F8 moves the focus to them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<(ToastMessage & { key: number })[]>([]);
  const count = useRef(0);
  const show = useCallback<ShowToast>((message) => {
    const key = count.current++;
    setMessages((current) => [...current, { ...message, key }].slice(-VISIBLE_MAX));
  }, []);
  const remove = (key: number) => setMessages((current) => current.filter((message) => message.key !== key));
  return (
    <ToastContext value={show}>
      {children}
      <Radix.Provider duration={DURATION_MS} label="Message">
        {messages.map((message) => (
          <Toast key={message.key} message={message} onClose={() => remove(message.key)} />
        ))}
        <Radix.Viewport className="fixed inset-x-4 bottom-4 z-50 flex flex-col items-center gap-2 outline-none sm:left-auto sm:items-end" />
      </Radix.Provider>
    </ToastContext>
  );
}

export function useToast(): ShowToast {
  return use(ToastContext);
}

function Toast({ message, onClose }: { message: ToastMessage; onClose: () => void }) {
  const { text, tone = "success", action } = message;
  return (
    <Radix.Root
      type={tone === "danger" ? "foreground" : "background"}
      onOpenChange={(open) => (open ? undefined : onClose())}
      className="flex w-full max-w-96 animate-rise items-center gap-2.5 rounded-lg border border-line bg-raised py-2 pl-3.5 pr-2 text-sm shadow-pop sm:w-auto sm:min-w-72"
    >
      {tone === "danger" ? (
        <CircleAlert aria-hidden className="size-4 shrink-0 text-danger-ink" />
      ) : (
        <CircleCheck aria-hidden className="size-4 shrink-0 text-accent-ink" />
      )}
      <Radix.Description className="min-w-0 flex-1 py-1">{text}</Radix.Description>
      {action === undefined ? null : (
        <Radix.Action
          altText={action.label}
          onClick={action.run}
          className="rounded-sm px-2 py-1 font-medium text-accent-ink hover:bg-sunken"
        >
          {action.label}
        </Radix.Action>
      )}
      <Radix.Close
        aria-label="Dismiss"
        className="rounded-sm p-1 text-ink-faint hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </Radix.Close>
    </Radix.Root>
  );
}
