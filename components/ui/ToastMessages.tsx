import { CircleAlert, CircleCheck, X } from "lucide-react";
import { type FocusEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { classNames } from "./classNames";

export interface ToastMessage {
  key: number;
  text: string;
  tone?: "success" | "danger";
  action?: { label: string; run: () => void };
}

const DURATION_MS = 6000;
/** Deciding whether to take something back needs longer than reading. */
const ACTION_DURATION_MS = 12_000;

interface ToastMessagesProps {
  messages: readonly ToastMessage[];
  onClose: (key: number) => void;
}

/** Always there, because a live region is heard when it changes and not when it appears. */
export function ToastMessages({ messages, onClose }: ToastMessagesProps) {
  const t = useTranslations("common");
  const { region, isHeld, leave, ...handlers } = useHold();
  const close = (key: number) => {
    leave();
    onClose(key);
  };
  return (
    <section
      ref={region}
      aria-label={t("messages")}
      tabIndex={-1}
      {...handlers}
      className="fixed inset-x-4 bottom-4 z-50 outline-none sm:left-auto"
    >
      <div role="status" aria-atomic="false" className="flex flex-col items-center gap-2 sm:items-end">
        {messages.map((message) => (
          <Toast key={message.key} message={message} isHeld={isHeld} onClose={() => close(message.key)} />
        ))}
      </div>
    </section>
  );
}

/** While the reader is at the messages, with the pointer or the focus, none of them goes away. */
function useHold() {
  const region = useRef<HTMLElement>(null);
  const origin = useRef<HTMLElement>(null);
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  useEffect(() => {
    const enter = ({ key }: KeyboardEvent) => (key === "F8" ? region.current?.focus() : undefined);
    document.addEventListener("keydown", enter);
    return () => document.removeEventListener("keydown", enter);
  }, []);
  return {
    region,
    isHeld: isPointed || isFocused,
    /** What has the focus in here goes away, so the focus goes back to where it came from. */
    leave: () => {
      if (region.current?.contains(document.activeElement) !== true) return;
      (origin.current ?? document.getElementById("content"))?.focus({ preventScroll: true });
    },
    onPointerEnter: () => setPointed(true),
    onPointerLeave: () => setPointed(false),
    onFocus: (event: FocusEvent) => {
      const { relatedTarget } = event;
      if (!isInside(event)) origin.current = relatedTarget instanceof HTMLElement ? relatedTarget : null;
      setFocused(true);
    },
    onBlur: (event: FocusEvent) => setFocused(isInside(event)),
  };
}

function isInside({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
}

interface ToastProps {
  message: ToastMessage;
  isHeld: boolean;
  onClose: () => void;
}

function Toast({ message, isHeld, onClose }: ToastProps) {
  const t = useTranslations("common");
  const { text, tone = "success", action } = message;
  const close = useEffectEvent(onClose);
  const duration = action === undefined ? DURATION_MS : ACTION_DURATION_MS;
  useEffect(() => {
    if (isHeld) return;
    const timer = window.setTimeout(() => close(), duration);
    return () => window.clearTimeout(timer);
  }, [isHeld, duration]);
  const isDanger = tone === "danger";
  const Icon = isDanger ? CircleAlert : CircleCheck;
  return (
    <div className="flex w-full max-w-96 animate-rise items-center gap-2.5 rounded-lg border border-line bg-raised py-2 pl-3.5 pr-2 text-sm shadow-pop sm:w-auto sm:min-w-72">
      <Icon
        aria-hidden
        className={classNames("size-4 shrink-0", isDanger ? "text-danger-ink" : "text-accent-ink")}
      />
      <p role={isDanger ? "alert" : undefined} className="min-w-0 flex-1 py-1">
        {text}
      </p>
      {action === undefined ? null : (
        <button
          type="button"
          onClick={() => {
            action.run();
            onClose();
          }}
          className="rounded-sm px-2 py-1 font-medium text-accent-ink hover:bg-sunken"
        >
          {action.label}
        </button>
      )}
      <button
        type="button"
        aria-label={t("dismiss")}
        onClick={onClose}
        className="rounded-sm p-1 text-ink-faint hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
